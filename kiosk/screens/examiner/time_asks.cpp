#include "kiosk/screens/examiner/time_asks.h"

#include <algorithm>
#include <array>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kGap = 12;
constexpr std::int64_t kMinute_ms = 60'000;

// ---- Credit

std::vector<int> offered(const model::AskCreditView& view) {
    std::vector<int> minutes;
    for (const int usual : {2, 5, 10, 15, 20, 30})
        if (usual <= view.minutes_most) minutes.push_back(usual);
    return minutes;
}

void draw_amounts(Frame& frame, Rect rect, const model::AskCreditView& view, AskCreditState& state) {
    constexpr std::size_t kColumns = 2;
    constexpr float kHeight = 84;
    const std::vector<int> minutes = offered(view);
    const float width = (rect.w - kGap) / kColumns;
    for (std::size_t i = 0; i < minutes.size(); ++i) {
        const Rect cell{rect.x + static_cast<float>(i % kColumns) * (width + kGap),
                        rect.y + static_cast<float>(i / kColumns) * (kHeight + kGap), width, kHeight};
        const std::string id = "###minutes_" + std::to_string(minutes[i]);
        const std::string amount = frame.say(Key::minutes, {place("n", minutes[i])});
        if (choice_box(frame, cell, {id, amount, {}, state.minutes == minutes[i], true, true})) state.minutes = minutes[i];
    }
}

void draw_minutes_pad(Frame& frame, Rect rect, const model::AskCreditView& view, AskCreditState& state) {
    constexpr float kKeyGap = 8;
    const std::string typed = state.minutes > 0 ? std::to_string(state.minutes) : std::string{};
    field(frame, rect.cut_top(72),
          {.id = "###minutes", .label = {}, .value = typed, .help = {}, .unit = frame.say(Key::ex_credit_unit), .focused = true});
    DigitPad pad;
    pad.gap = {kKeyGap, kKeyGap};
    pad.key = {(rect.w - 2 * kKeyGap) / 3, (rect.h - 72 - 16 - 3 * kKeyGap) / 4};
    const TypedKeys keys = keys_of(frame, digit_pad(frame, {rect.x, rect.y + 88}, pad));
    for (const char32_t c : keys.characters) {
        const bool digit = c >= U'0' && c <= U'9';
        const int next = digit ? state.minutes * 10 + static_cast<int>(c - U'0') : 0;
        if (digit && next <= view.minutes_most) state.minutes = next;
    }
    for (int i = 0; i < keys.backspaces; ++i) state.minutes /= 10;
}

void draw_minutes(const model::AskCreditView& view, AskCreditState& state, Frame& frame, model::ExaminerCommands& commands) {
    constexpr float kPad = 384;
    const Rect room = draw_ask(
        frame,
        {.id = "###ask_credit", .title = frame.say(Key::ex_credit_title), .line = view.whom, .icon = Icon::clock, .step = 0, .steps = 2});
    const Rect left = room.without_right(kPad + 32);
    text_line(frame, {left.x, left.y, left.w, 28}, frame.say(Key::ex_credit_not_stood), {.style = kLabel, .may_shorten = true});
    draw_amounts(frame, {left.x, left.y + 40, left.w, 0}, view, state);
    text_line(frame, {left.x, left.bottom() - 56, left.w, 28}, frame.say(Key::ex_credit_most, {place("n", view.minutes_most)}),
              {.style = kLabel, .role = Role::ink2, .may_shorten = true});
    draw_minutes_pad(frame, room.cut_right(kPad), view, state);
    const std::string new_left = frame.say(Key::ex_credit_new_left, {place("time", left_text(view.left_ms + state.minutes * kMinute_ms))});
    const bool possible = state.minutes > 0 && state.minutes <= view.minutes_most;
    const AskTouch touch = draw_ask_foot(frame, {.answer = frame.say(Key::next_step), .possible = possible, .why = new_left});
    if (touch == AskTouch::back) commands.push_back(model::CancelAsk{});
    if (touch == AskTouch::answer) state.step = 1;
}

} // namespace

void draw(const model::AskCreditView& view, AskCreditState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_text_sheet(frame, {.title = frame.say(Key::ex_reason_write)}, state.reason.own, [&] {
        if (state.step == 0) return draw_minutes(view, state, frame, commands);
        const Rect room = draw_ask(frame, {.id = "###ask_credit",
                                           .title = frame.say(Key::ex_credit_why, {place("n", state.minutes)}),
                                           .line = view.whom,
                                           .icon = Icon::clock,
                                           .step = 1,
                                           .steps = 2});
        draw_reason_pad(frame, room, view.reasons, state.reason);
        const std::string reason = reason_of(view.reasons, state.reason);
        const AskTouch touch = draw_ask_foot(
            frame, {.answer = frame.say(Key::ex_ask_second_next), .possible = !reason.empty(), .first = false, .icon = Icon::sign});
        if (touch == AskTouch::back) state.step = 0;
        if (touch == AskTouch::answer) commands.push_back(model::CreditTime{state.minutes, reason});
    });
}

// ---- Restart

namespace {

constexpr std::size_t kRestartSteps = 3;

Rect draw_restart_question(Frame& frame, const model::AskRestartView& view, const AskRestartState& state, Key title) {
    return draw_ask(frame, {.id = "###ask_restart",
                            .title = frame.say(title),
                            .line = view.whom,
                            .icon = Icon::undo,
                            .tone = Tone::warning,
                            .step = state.step,
                            .steps = kRestartSteps});
}

void draw_cause(const model::AskRestartView& view, AskRestartState& state, Frame& frame, model::ExaminerCommands& commands) {
    constexpr float kHeight = 112;
    const Rect room = draw_restart_question(frame, view, state, Key::ex_restart_title);
    const float width = (room.w - kGap) / 2;
    const auto offer = [&](float x, model::PauseCause cause, std::string_view id, Key label) {
        if (choice_box(frame, {x, room.y + 12, width, kHeight}, {id, {}, frame.say(label), state.cause == cause})) state.cause = cause;
    };
    offer(room.x, model::PauseCause::machine_fault, "###cause_machine", Key::ex_cause_machine);
    offer(room.x + width + kGap, model::PauseCause::material_fault, "###cause_material", Key::ex_cause_material);
    const std::string rows = frame.say(Key::ex_restart_rows, {place("n", view.rows_scored)});
    const std::string clock = frame.say(Key::ex_restart_clock, {place("n", static_cast<int>(view.duration_min))});
    const Quoted follows{frame.say(Key::ex_restart_follows), rows, clock, Icon::warning, Role::warning};
    draw_quoted(frame, {room.x, room.y + 12 + kHeight + 24, room.w, quoted_height(frame, follows, room.w)}, follows);
    const AskTouch touch = draw_ask_foot(frame, {.answer = frame.say(Key::next_step), .possible = state.cause.has_value()});
    if (touch == AskTouch::back) commands.push_back(model::CancelAsk{});
    if (touch == AskTouch::answer) state.step = 1;
}

void draw_piece(const model::AskRestartView& view, AskRestartState& state, Frame& frame) {
    const Rect room = draw_restart_question(frame, view, state, Key::ex_restart_piece_title);
    const bool done = draw_typing(frame, room, {.kind = TextKind::code, .characters_max = kCodeLengthMax}, state.piece);
    const bool possible = !state.piece.text.empty();
    const AskTouch touch = draw_ask_foot(
        frame, {.answer = frame.say(Key::next_step), .possible = possible, .first = false, .why = frame.say(Key::ex_restart_piece_why)});
    if (touch == AskTouch::back)
        state.step = 0;
    else if ((touch == AskTouch::answer || done) && possible)
        state.step = 2;
}

void draw_restart_reason(const model::AskRestartView& view, AskRestartState& state, Frame& frame, model::ExaminerCommands& commands) {
    const Rect room = draw_restart_question(frame, view, state, Key::ex_restart_why);
    draw_reason_pad(frame, room, view.reasons, state.reason);
    const std::string reason = reason_of(view.reasons, state.reason);
    const AskTouch touch = draw_ask_foot(
        frame, {.answer = frame.say(Key::ex_ask_second_next), .possible = !reason.empty(), .first = false, .icon = Icon::sign});
    if (touch == AskTouch::back) state.step = 1;
    if (touch == AskTouch::answer)
        commands.push_back(model::RestartTest{state.cause.value_or(model::PauseCause::machine_fault), reason, state.piece.text});
}

} // namespace

void draw(const model::AskRestartView& view, AskRestartState& state, Frame& frame, model::ExaminerCommands& commands) {
    draw_below_text_sheet(frame, {.title = frame.say(Key::ex_reason_write)}, state.reason.own, [&] {
        if (state.step == 0) return draw_cause(view, state, frame, commands);
        if (state.step == 1) return draw_piece(view, state, frame);
        draw_restart_reason(view, state, frame, commands);
    });
}

} // namespace kaogong::kiosk::screens
