#include "kiosk/screens/candidate/ended.h"

#include "kiosk/screens/candidate/bars.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kCard{160, 192, 960, 256};
constexpr float kPadding = 48;
constexpr float kFoot = 592;

void draw_reason(const model::EndedView& view, Frame& frame) {
    constexpr float kDisc = 72;
    const Rect inside = kCard.inset(kPadding, kPadding);
    const Sentence words = sentence(view.code, frame.language());
    tone_disc(frame, {inside.x + kDisc / 2, inside.y + kDisc / 2}, {kDisc, 36, Icon::info, Tone::neutral});
    const std::string code = code_text(view.code);
    const Chip code_chip{code, Icon::none, Tone::neutral, 32};
    const float code_w = chip_width(frame, code_chip);
    chip(frame, {inside.right() - code_w, inside.y + kDisc / 2}, code_chip);
    const Rect text = inside.without_left(kDisc + 25);
    const float title_w = text.w - code_w - 24;
    const float title_h = block_height(frame, as_title(words.what), kTitle, title_w);
    text_block(frame, {text.x, inside.y + std::max(0.0F, (kDisc - title_h) / 2), title_w, title_h}, as_title(words.what),
               {.style = kTitle});
    const float below = inside.y + std::max(kDisc, title_h) + 16;
    text_block(frame, {text.x, below, text.w, kCard.bottom() - 24 - below}, words.do_, {.style = kBody, .role = Role::ink2});
}

} // namespace

void draw(const model::EndedView& view, EndedState&, Frame& frame, model::Commands& commands) {
    constexpr float kWidth = 224;
    draw_plain_bar(frame, {view.name, view.exam, view.place.seat, {frame.say(Key::ended_chip), Icon::none, Tone::neutral, 40}});
    card(frame, kCard);
    draw_reason(view, frame);
    const Button release{.id = "###release_seat", .label = frame.say(Key::release), .icon = Icon::lock, .style = kBody};
    const float width = std::max(kWidth, button_width(frame, release));
    const float x = kCard.right() - width;
    draw_icon_line(frame, {kCard.x, kFoot + kTarget / 2}, {Icon::headset, Role::ink2, frame.say(Key::help_line), 360});
    draw_call_staff(frame, {x - 16 - kWidth - 16, kFoot, kWidth + 16, kTarget}, view.staff_called, commands);
    if (button(frame, {x, kFoot, width, kTarget}, release)) commands.push_back(model::OpenStaffPin{model::StaffPurpose::release_seat});
}

} // namespace kaogong::kiosk::screens
