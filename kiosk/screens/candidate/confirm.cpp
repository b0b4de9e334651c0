#include "kiosk/screens/candidate/confirm.h"

#include "kiosk/screens/candidate/bars.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr Rect kCard{kMarginCalm, 176, 1088, 416};
constexpr Rect kPhoto{136, 208, 264, 352};
constexpr float kRowsLeft = 448;
constexpr float kRowsRight = 1144;
constexpr float kFirstRow = 262;
constexpr float kRow = 56;
constexpr float kLabelColumn = 160;

void draw_person(Frame& frame, const model::ConfirmView& view) {
    draw_photo(frame, kPhoto, view.photo, kRadiusControl);
    if (!view.photo.present()) {
        text_line(frame, {kPhoto.x, kPhoto.y + 12, kPhoto.w, 28}, frame.say(Key::confirm_no_photo),
                  {.style = kLabel, .role = Role::ink2, .align = Align::center});
    }
    text_line(frame, {kRowsLeft, 211, kRowsRight - kRowsLeft, 44}, view.name, {.style = kTitle, .may_shorten = true});
}

struct Row {
    Key label;
    std::string value;
};

void draw_rows(Frame& frame, const model::ConfirmView& view) {
    constexpr float kSeatRightRoom = 150;
    const std::string seat = frame.say(Key::confirm_seat_value, {place("room", view.bar.place.room), place("seat", view.bar.place.seat)});
    const Row rows[] = {{Key::confirm_id, view.masked_id_number},
                        {Key::confirm_ticket, grouped(view.ticket, {4, 4, 4})},
                        {Key::confirm_occupation, view.occupation},
                        {Key::confirm_level, view.level},
                        {Key::confirm_seat, seat}};
    float y = kFirstRow;
    for (const Row& row : rows) {
        const bool last = row.label == Key::confirm_seat;
        text_line(frame, {kRowsLeft, y, kLabelColumn - 8, kRow}, frame.say(row.label), {.style = kBody, .role = Role::ink2});
        const float width = kRowsRight - kRowsLeft - kLabelColumn - (last ? kSeatRightRoom : 0);
        text_line(frame, {kRowsLeft + kLabelColumn, y, width, kRow}, row.value, {.style = kBody, .may_shorten = true});
        y += kRow;
        if (!last) hairline(frame, {kRowsLeft, y - 2}, kRowsRight - kRowsLeft);
    }
    const std::string_view right = frame.say(Key::confirm_seat_right);
    const float width = line_width(frame, right, kLabel);
    const float middle = y - kRow / 2;
    text_line(frame, {kRowsRight - width, middle - 14, width + 1, 28}, right, {.style = kLabel, .role = Role::success});
    icon(frame, Icon::check, {kRowsRight - width - 18, middle}, 20, Role::success);
}

} // namespace

void draw(const model::ConfirmView& view, ConfirmState&, Frame& frame, model::Commands& commands) {
    constexpr float kBackWidth = 160;
    constexpr float kNoWidth = 288;
    constexpr float kYesWidth = 224;
    draw_pre_exam_bar(frame, view.bar);
    text_line(frame, {kMarginCalm, 114, kCard.w, 44}, frame.say(Key::confirm_title), {.style = kTitle});
    card(frame, kCard);
    draw_person(frame, view);
    draw_rows(frame, view);
    const Button back{.id = "###back", .label = frame.say(Key::back), .icon = Icon::chevron_left};
    if (button(frame, {kMarginCalm, kFootCalm, kBackWidth, kTarget}, back)) commands.push_back(model::BackToSignIn{});
    const float yes_x = kCard.right() - kYesWidth;
    if (view.staff_called) {
        constexpr float kLeft = kMarginCalm + kBackWidth + 24;
        const float room = yes_x - 16 - kNoWidth - 16 - kLeft;
        draw_icon_line(frame, {kLeft, kFootCalm + kTarget / 2}, {Icon::headset, Role::ink2, frame.say(Key::confirm_called), room});
    }
    const Rect beside{yes_x - 16 - kNoWidth, kFootCalm, kNoWidth, kTarget};
    const Button no{.id = "###not_me", .label = frame.say(Key::confirm_no), .icon = Icon::headset, .style = kBody};
    // Once staff were called the same place is their way in.
    const Button staff{.id = "###staff", .label = frame.say(Key::welcome_staff), .icon = Icon::lock, .style = kBody};
    if (button(frame, beside, view.staff_called ? staff : no)) {
        if (view.staff_called)
            commands.push_back(model::OpenStaffPin{model::StaffPurpose::staff_corner});
        else
            commands.push_back(model::NotMe{});
    }
    const Button yes{.id = "###confirm", .label = frame.say(Key::confirm_yes), .look = ButtonLook::primary, .enabled = !view.staff_called};
    if (button(frame, {yes_x, kFootCalm, kYesWidth, kTarget}, yes)) commands.push_back(model::ConfirmIdentity{});
}

} // namespace kaogong::kiosk::screens
