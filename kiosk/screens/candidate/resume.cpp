#include "kiosk/screens/candidate/resume.h"

#include "kiosk/screens/candidate/bars.h"

#include <algorithm>
#include <iterator>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kLying{160, 128, 960, 432};
constexpr Rect kUpright{kMarginUpright, 248, 704, 600};
constexpr float kPadding = 48;

const Rect& card_place(const Frame& frame) {
    return frame.units().portrait() ? kUpright : kLying;
}

void draw_what_happened(const model::ResumeView& view, Frame& frame) {
    constexpr float kDisc = 72;
    const Rect at = card_place(frame);
    const float left = at.x + kPadding;
    tone_disc(frame, {left + kDisc / 2, at.y + 80}, {kDisc, 36, Icon::bolt, Tone::warning});
    const Rect words{left + 97, at.y + 42, at.right() - kPadding - left - 97, 44};
    text_fitted(frame, words, frame.say(Key::resume_title), {}, {kTitle, kTitle.with_size(28), kBodyBold});
    const Key sentence = view.kind == model::InterruptionKind::power_loss ? Key::resume_power : Key::resume_restart;
    text_block(frame, {words.x, at.y + 86, words.w, 72}, frame.say(sentence), {.style = kBody, .role = Role::ink2});
}

struct Fact {
    Key label;
    std::string value;
    std::string note;
};

void draw_facts(const model::ResumeView& view, Frame& frame) {
    constexpr float kHeight = 100;
    constexpr float kGap = 24;
    const Rect at = card_place(frame);
    // Four side by side, or two and two.
    const bool upright = frame.units().portrait();
    const std::size_t columns = upright ? 2 : 4;
    const float column = (at.w - 2 * kPadding + kGap + kGap) / static_cast<float>(columns);
    const float first_y = at.y + (upright ? 185.0F : 153.0F);
    const Fact facts[] = {{Key::resume_lasted, lasted_text(frame, view.interrupted_ms),
                           frame.say(Key::clock_from_to, {place("from", clock_text_seconds(view.interrupted_at)),
                                                          place("to", clock_text_seconds(view.resumed_at))})},
                          {Key::resume_answers, frame.say(Key::resume_answers_value, {place("n", view.saved_answers)}),
                           std::string(frame.say(Key::resume_answers_note))},
                          {Key::resume_time, left_text(view.bar.time.left_ms), std::string(frame.say(Key::resume_time_note))},
                          {Key::resume_item, frame.say(Key::resume_item_value, {place("n", view.return_to)}),
                           std::string(frame.say(kind_key(view.return_to_kind)))}};
    for (std::size_t i = 0; i < std::size(facts); ++i) {
        const Fact& fact = facts[i];
        const float x = at.x + kPadding + static_cast<float>(i % columns) * column;
        const float y = first_y + static_cast<float>(i / columns) * (kHeight + kGap);
        if (i % columns != 0) divider(frame, {x - kGap, y}, kHeight);
        const float width = column - kGap - 4;
        text_line(frame, {x, y, width, 28}, frame.say(fact.label), {.style = kLabel, .role = Role::ink2});
        text_line(frame, {x, y + 29, width, 44}, fact.value, {.style = kTitle});
        text_line(frame, {x, y + 72, width, 28}, fact.note, {.style = kLabel, .role = Role::ink2});
    }
    hairline(frame, {at.x + kPadding, at.bottom() - 151}, at.w - 2 * kPadding);
}

void draw_notice(const model::ResumeView& view, Frame& frame) {
    const Rect at = card_place(frame);
    const Rect place_of_notice{at.x + kPadding, at.bottom() - 127, at.w - 2 * kPadding, 92};
    if (!view.credit_ms) {
        notice(frame, place_of_notice, {frame.say(Key::resume_calm), frame.say(Key::resume_calm_note), Icon::info, Tone::neutral});
        return;
    }
    const std::int64_t seconds = *view.credit_ms / 1000;
    const std::string title =
        frame.say(Key::resume_credit, {place("minutes", static_cast<int>(seconds / 60)), place("seconds", static_cast<int>(seconds % 60))});
    notice(frame, place_of_notice, {title, frame.say(Key::resume_credit_note), Icon::check, Tone::success});
}

} // namespace

void draw(const model::ResumeView& view, ResumeState&, Frame& frame, model::Commands& commands) {
    constexpr float kWidth = 224;
    frame.use_upright_canvas();
    const Rect at = card_place(frame);
    const bool upright = frame.units().portrait();
    const float foot = at.bottom() + 32;
    draw_candidate_bar(frame, view.bar, HandInButton::disabled);
    card(frame, at);
    draw_what_happened(view, frame);
    draw_facts(view, frame);
    draw_notice(view, frame);
    const Button release{.id = "###release_candidate", .label = frame.say(Key::release), .look = ButtonLook::primary, .icon = Icon::lock};
    const float release_w = std::max(kWidth, button_width(frame, release) - 16);
    const float release_x = at.right() - release_w;
    const Button call{.id = "###call_staff", .label = frame.say(Key::call_staff), .icon = Icon::headset, .style = kBody};
    const float call_w = std::max(kWidth, button_width(frame, call) - 16);
    const float call_x = release_x - 16 - call_w;
    // Upright, what was verified stands in a line of its own below the buttons.
    draw_icon_line(frame, {at.x, foot + (upright ? kTarget + 40 : kTarget / 2)},
                   {Icon::shield_check, Role::success, frame.say(Key::resume_verified), (upright ? at.right() : call_x - 16) - at.x});
    draw_call_staff(frame, {call_x, foot, call_w, kTarget}, view.staff_called, commands);
    if (button(frame, {release_x, foot, release_w, kTarget}, release))
        commands.push_back(model::OpenStaffPin{model::StaffPurpose::release_candidate});
}

} // namespace kaogong::kiosk::screens
