#include "kiosk/screens/candidate/waiting.h"

#include "kiosk/screens/candidate/bars.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kLying{160, 128, 960, 432};
constexpr Rect kUpright{kMarginUpright, 288, 704, 520};
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
    if (!view.starts_in_ms) {
        text_line(frame, words, frame.say(Key::waiting_for_word), {.style = kTitle});
        return;
    }
    text_line(frame, words, frame.say(Key::waiting_starts_in), {.style = kTitle});
    text_line(frame, words, left_text(*view.starts_in_ms), {.style = kDisplay, .role = Role::accent, .align = Align::right});
}

} // namespace

void draw(const model::WaitingView& view, WaitingState&, Frame& frame, model::Commands& commands) {
    constexpr float kBand = 136;
    frame.use_upright_canvas();
    const Rect card_rect = frame.units().portrait() ? kUpright : kLying;
    const float facts = card_rect.bottom() - kBand - 112;
    const float foot = card_rect.bottom() + 32;
    draw_pre_exam_bar(frame, view.bar);
    card(frame, card_rect);
    const Rect inside = card_rect.inset(kPadding, 0);
    const float column = inside.w / 3;
    tone_disc(frame, {inside.x + 36, card_rect.y + 80}, {72, 36, Icon::hourglass, Tone::accent});
    const float left = inside.x + 96;
    text_line(frame, {left, card_rect.y + 42, inside.right() - left, 44}, frame.say(Key::waiting_title), {.style = kTitle});
    text_block(frame, {left, card_rect.y + 86, inside.right() - left, card_rect.h - 288},
               frame.say(Key::waiting_sentence, {place("name", view.name)}), {.style = kBody, .role = Role::ink2});
    const std::string minutes = frame.say(Key::minutes, {place("n", view.duration_minutes + view.extra_minutes)});
    draw_fact(frame, {inside.x, facts, column - 16, 84}, Key::seat, view.bar.place.seat);
    draw_fact(frame, {inside.x + column, facts, column - 16, 84}, Key::fact_start, clock_text(view.starts_at));
    draw_fact(frame, {inside.x + 2 * column, facts, column - 16, 84}, Key::fact_duration, minutes);
    draw_countdown(frame, {card_rect.x, card_rect.bottom() - kBand, card_rect.w, kBand}, view);
    constexpr float kCallWidth = 256;
    draw_icon_line(frame, {card_rect.x, foot + kTarget / 2},
                   {Icon::headset, Role::ink2, frame.say(Key::help_line), card_rect.w - kCallWidth - 24});
    draw_call_staff(frame, {card_rect.right() - kCallWidth, foot, kCallWidth, kTarget}, false, commands);
}

} // namespace kaogong::kiosk::screens
