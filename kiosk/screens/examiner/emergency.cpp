#include "kiosk/screens/examiner/emergency.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kGap = 16;
constexpr float kFacts = 84;

void draw_why(const model::EmergencyView& view, EmergencyState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_text_sheet(frame, {.title = frame.say(Key::ex_reason_write)}, state.reason.own, [&] {
        const std::string line = view.whom + "  " + view.role;
        const Rect room = draw_ask(
            frame, {.id = "###ask_emergency", .title = frame.say(Key::ex_emergency_title), .line = line, .icon = Icon::card, .tone = Tone::warning});
        const Quoted quoted{frame.say(Key::ex_emergency_what), frame.say(Key::ex_emergency_words), {}, Icon::info};
        const float height = quoted_height(frame, quoted, room.w);
        draw_quoted(frame, room.cut_top(height), quoted);
        draw_reason_pad(frame, room.without_top(height + kGap), view.reasons, state.reason);
        const std::string reason = reason_of(view.reasons, state.reason);
        const AskTouch touch =
            draw_ask_foot(frame, {.answer = frame.say(Key::ex_emergency_next), .possible = !reason.empty(), .icon = Icon::sign});
        if (touch == AskTouch::back) commands.push_back(model::CloseEmergency{});
        if (touch == AskTouch::answer) commands.push_back(model::IssueEmergency{reason});
    });
}

// Three figures and three: as people say a number to themselves.
std::string spaced(const std::string& pin) {
    return pin.size() == 6 ? pin.substr(0, 3) + " " + pin.substr(3) : pin;
}

void draw_pin(const model::EmergencyView& view, Frame& frame, model::ExaminerCommands& commands) {
    const Rect room = draw_ask(frame, {.id = "###ask_emergency",
                                       .title = frame.say(Key::ex_emergency_pin_title),
                                       .line = view.whom + "  " + view.role,
                                       .icon = Icon::card,
                                       .tone = Tone::success});
    const std::string until = clock_text(view.until);
    draw_facts(frame, room.cut_top(kFacts), {{frame.say(Key::ex_emergency_by), view.issued_by}, {frame.say(Key::ex_emergency_until), until}});
    const Rect below = room.without_top(kFacts + kGap);
    box(frame, below.cut_top(120), {Role::sunken, Role::line, kBorderHair, kRadiusCard});
    text_line(frame, below.cut_top(120), spaced(view.pin), {.style = kDisplay, .align = Align::center, .noted = false});
    frame.note({.id = "###emergency_pin", .part = Part::text, .label = view.pin, .rect = below.cut_top(120)});
    fit_words(frame, below.without_top(120 + kGap), frame.say(Key::ex_emergency_pin_words), {.role = Role::ink2, .noted = true});
    // There is no way back from here: the credential is there, and its PIN is known or lost.
    const Button read{.id = "###ask_answer", .label = frame.say(Key::ex_emergency_read), .look = ButtonLook::primary, .icon = Icon::check};
    if (button(frame, ask_answer(button_width(frame, read)), read)) commands.push_back(model::CloseEmergency{});
}

} // namespace

void draw(const model::EmergencyView& view, EmergencyState& state, Frame& frame, model::ExaminerCommands& commands) {
    if (view.pin.empty())
        draw_why(view, state, frame, commands);
    else
        draw_pin(view, frame, commands);
}

} // namespace kaogong::kiosk::screens
