#include "kiosk/screens/candidate/waiting.h"

#include "kiosk/screens/candidate/bars.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kCard{160, 128, 960, 432};
constexpr float kPadding = 48;

void draw_fact(Frame& frame, Rect rect, Key label, std::string_view value) {
    text_line(frame, rect.cut_top(28), frame.say(label), {.style = kLabel, .role = Role::ink2});
    text_line(frame, rect.without_top(32), value, {.style = kTitle});
}

void draw_countdown(Frame& frame, Rect band, const model::WaitingView& view) {
    fill_round_ends(frame, band.inset(1, 1), kRadiusCard - 1, Role::accent_soft, RoundEnds::bottom);
    hairline(frame, {band.x + 1, band.y}, band.w - 2);
    const Rect inside = band.inset(kPadding, 0);
    icon(frame, Icon::clock, {inside.x + 20, band.center().y}, 40, Role::accent);
    const Rect words = inside.without_left(64);
    if (view.waiting_for != model::WaitingFor::clock) {
        const Key key = view.waiting_for == model::WaitingFor::word ? Key::waiting_for_word : Key::waiting_for_identity;
        text_line(frame, words, frame.say(key), {.style = kTitle});
        return;
    }
    text_line(frame, words, frame.say(Key::waiting_starts_in), {.style = kTitle});
    text_line(frame, words, left_text(view.starts_in_ms), {.style = kDisplay, .role = Role::accent, .align = Align::right});
}

} // namespace

void draw(const model::WaitingView& view, WaitingState&, Frame& frame, model::Commands& commands) {
    constexpr float kColumn = 240;
    constexpr float kFacts = 288;
    constexpr float kBand = 136;
    draw_pre_exam_bar(frame, view.bar);
    card(frame, kCard);
    const Rect inside = kCard.inset(kPadding, 0);
    tone_disc(frame, {inside.x + 36, 208}, {72, 36, Icon::hourglass, Tone::accent});
    const float left = inside.x + 96;
    text_line(frame, {left, 170, inside.right() - left, 44}, frame.say(Key::waiting_title), {.style = kTitle});
    text_block(frame, {left, 214, inside.right() - left, 72}, frame.say(Key::waiting_sentence, {place("name", view.name)}),
               {.style = kBody, .role = Role::ink2});
    const std::string minutes = frame.say(Key::minutes, {place("n", view.duration_minutes + view.extra_minutes)});
    draw_fact(frame, {inside.x, kFacts + 24, kColumn - 16, 84}, Key::seat, view.bar.place.seat);
    draw_fact(frame, {inside.x + kColumn, kFacts + 24, kColumn - 16, 84}, Key::fact_start, clock_text(view.starts_at));
    draw_fact(frame, {inside.x + 2 * kColumn, kFacts + 24, kColumn + 100, 84}, Key::fact_duration, minutes);
    draw_countdown(frame, {kCard.x, kCard.bottom() - kBand, kCard.w, kBand}, view);
    constexpr float kCallWidth = 256;
    const Button staff{.id = "###staff", .label = frame.say(Key::welcome_staff), .icon = Icon::lock, .style = kBody};
    const float staff_w = std::max(190.0F, button_width(frame, staff));
    draw_icon_line(frame, {kCard.x, 592 + kTarget / 2}, {Icon::headset, Role::ink2, frame.say(Key::help_line), 400});
    draw_call_staff(frame, {kCard.right() - staff_w - 16 - kCallWidth, 592, kCallWidth, kTarget}, view.staff_called, commands);
    if (button(frame, {kCard.right() - staff_w, 592, staff_w, kTarget}, staff))
        commands.push_back(model::OpenStaffPin{model::StaffPurpose::staff_corner});
}

} // namespace kaogong::kiosk::screens
