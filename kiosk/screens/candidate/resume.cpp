#include "kiosk/screens/candidate/resume.h"

#include "kiosk/screens/candidate/bars.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kCard{160, 128, 960, 432};
constexpr float kPadding = 48;
constexpr float kFoot = 592;

void draw_what_happened(const model::ResumeView& view, Frame& frame) {
    constexpr float kDisc = 72;
    const float left = kCard.x + kPadding;
    tone_disc(frame, {left + kDisc / 2, 208}, {kDisc, 36, Icon::bolt, Tone::warning});
    const Rect words{left + 97, 170, kCard.right() - kPadding - left - 97, 44};
    text_line(frame, words, frame.say(Key::resume_title), {.style = kTitle});
    const Key sentence = view.kind == model::InterruptionKind::power_loss ? Key::resume_power : Key::resume_restart;
    text_line(frame, {words.x, 214, words.w, 36}, frame.say(sentence), {.style = kBody, .role = Role::ink2});
}

struct Fact {
    Key label;
    std::string value;
    std::string note;
};

void draw_facts(const model::ResumeView& view, Frame& frame) {
    constexpr float kTop = 281;
    constexpr float kHeight = 100;
    constexpr float kColumn = 228;
    constexpr float kGap = 24;
    const Fact facts[] = {{Key::resume_lasted, lasted_text(frame, view.interrupted_ms),
                           frame.say(Key::clock_from_to, {place("from", clock_text_seconds(view.interrupted_at)),
                                                          place("to", clock_text_seconds(view.resumed_at))})},
                          {Key::resume_answers, frame.say(Key::resume_answers_value, {place("n", view.saved_answers)}),
                           std::string(frame.say(Key::resume_answers_note))},
                          {Key::resume_time, left_text(view.bar.time.left_ms), std::string(frame.say(Key::resume_time_note))},
                          {Key::resume_item, frame.say(Key::resume_item_value, {place("n", view.return_to)}),
                           std::string(frame.say(kind_key(view.return_to_kind)))}};
    float x = kCard.x + kPadding;
    for (const Fact& fact : facts) {
        const bool first = fact.label == Key::resume_lasted;
        if (!first) divider(frame, {x - kGap, kTop}, kHeight);
        const float width = kColumn - kGap - 4;
        text_line(frame, {x, kTop, width, 28}, frame.say(fact.label), {.style = kLabel, .role = Role::ink2});
        text_line(frame, {x, kTop + 29, width, 44}, fact.value, {.style = kTitle});
        text_line(frame, {x, kTop + 72, width, 28}, fact.note, {.style = kLabel, .role = Role::ink2});
        x += kColumn;
    }
    hairline(frame, {kCard.x + kPadding, 409}, kCard.w - 2 * kPadding);
}

void draw_notice(const model::ResumeView& view, Frame& frame) {
    constexpr Rect kNotice{208, 433, 864, 92};
    if (!view.credit_ms) {
        notice(frame, kNotice, {frame.say(Key::resume_calm), frame.say(Key::resume_calm_note), Icon::info, Tone::neutral});
        return;
    }
    const std::int64_t seconds = *view.credit_ms / 1000;
    const std::string title =
        frame.say(Key::resume_credit, {place("minutes", static_cast<int>(seconds / 60)), place("seconds", static_cast<int>(seconds % 60))});
    notice(frame, kNotice, {title, frame.say(Key::resume_credit_note), Icon::check, Tone::success});
}

} // namespace

void draw(const model::ResumeView& view, ResumeState&, Frame& frame, model::Commands& commands) {
    constexpr float kWidth = 224;
    draw_candidate_bar(frame, view.bar, HandInButton::disabled);
    card(frame, kCard);
    draw_what_happened(view, frame);
    draw_facts(view, frame);
    draw_notice(view, frame);
    const Button release{.id = "###release_candidate", .label = frame.say(Key::release), .look = ButtonLook::primary, .icon = Icon::lock};
    const float release_w = std::max(kWidth, button_width(frame, release) - 16);
    const float release_x = kCard.right() - release_w;
    const Button call{.id = "###call_staff", .label = frame.say(Key::call_staff), .icon = Icon::headset, .style = kBody};
    const float call_w = std::max(kWidth, button_width(frame, call) - 16);
    const float call_x = release_x - 16 - call_w;
    draw_icon_line(frame, {kCard.x, kFoot + kTarget / 2},
                   {Icon::shield_check, Role::success, frame.say(Key::resume_verified), call_x - 16 - kCard.x});
    draw_call_staff(frame, {call_x, kFoot, call_w, kTarget}, view.staff_called, commands);
    if (button(frame, {release_x, kFoot, release_w, kTarget}, release))
        commands.push_back(model::OpenStaffPin{model::StaffPurpose::release_candidate});
}

} // namespace kaogong::kiosk::screens
