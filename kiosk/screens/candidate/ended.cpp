#include "kiosk/screens/candidate/ended.h"

#include "kiosk/screens/candidate/bars.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kLying{160, 192, 960, 256};
constexpr Rect kUpright{kMarginUpright, 384, 704, 256};
constexpr float kPadding = 48;

void draw_reason(const model::EndedView& view, Frame& frame, Rect at) {
    constexpr float kDisc = 72;
    const Rect inside = at.inset(kPadding, kPadding);
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
    text_block(frame, {text.x, below, text.w, at.bottom() - 24 - below}, words.do_, {.style = kBody, .role = Role::ink2});
}

} // namespace

void draw(const model::EndedView& view, EndedState&, Frame& frame, model::Commands& commands) {
    constexpr float kWidth = 224;
    frame.use_upright_canvas();
    const bool upright = frame.units().portrait();
    const Rect at = upright ? kUpright : kLying;
    const float foot = upright ? at.bottom() + 32 : 592;
    draw_plain_bar(frame, {view.name, view.exam, view.place.seat, {frame.say(Key::ended_chip), Icon::none, Tone::neutral, 40}});
    card(frame, at);
    draw_reason(view, frame, at);
    const Button release{.id = "###release_seat", .label = frame.say(Key::release), .icon = Icon::lock, .style = kBody};
    const float width = std::max(kWidth, button_width(frame, release));
    const float x = at.right() - width;
    const float line_y = foot + (upright ? kTarget + 40 : kTarget / 2);
    draw_icon_line(frame, {at.x, line_y}, {Icon::headset, Role::ink2, frame.say(Key::help_line), 360});
    draw_call_staff(frame, {x - 16 - kWidth - 16, foot, kWidth + 16, kTarget}, view.staff_called, commands);
    if (button(frame, {x, foot, width, kTarget}, release)) commands.push_back(model::OpenStaffPin{model::StaffPurpose::release_seat});
}

} // namespace kaogong::kiosk::screens
