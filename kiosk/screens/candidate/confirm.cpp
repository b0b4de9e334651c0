#include "kiosk/screens/candidate/confirm.h"

#include "kiosk/screens/candidate/bars.h"

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

// Photo and rows side by side, or the rows below the photo on an upright panel.
struct Places {
    Rect card;
    Rect photo;
    Rect name;
    float rows_left;
    float rows_right;
    float first_row;
    float foot;
};
constexpr Places kLying{{kMarginCalm, 176, 1088, 416}, {136, 208, 264, 352}, {448, 211, 696, 44}, 448, 1144, 262, kFootCalm};
constexpr Places kUpright{{kMarginUpright, 176, 704, 800}, {268, 216, 264, 352}, {88, 592, 624, 44}, 88, 712, 656, 1024};
constexpr float kRow = 56;

const Places& places(const Frame& frame) {
    return frame.units().portrait() ? kUpright : kLying;
}

constexpr float kLabelColumn = 160;

void draw_person(Frame& frame, const model::ConfirmView& view) {
    const Rect photo = places(frame).photo;
    draw_photo(frame, photo, view.photo, kRadiusControl);
    if (!view.photo.present()) {
        text_line(frame, {photo.x, photo.y + 12, photo.w, 28}, frame.say(Key::confirm_no_photo),
                  {.style = kLabel, .role = Role::ink2, .align = Align::center});
    }
    const Align align = frame.units().portrait() ? Align::center : Align::left;
    text_fitted(frame, places(frame).name, view.name, {.align = align}, {kTitle, kBodyBold});
}

struct Row {
    Key label;
    std::string value;
};

void draw_rows(Frame& frame, const model::ConfirmView& view) {
    constexpr float kSeatRightRoom = 150;
    const Places& at = places(frame);
    const float left = at.rows_left;
    const float right = at.rows_right;
    const std::string seat = frame.say(Key::confirm_seat_value, {place("room", view.bar.place.room), place("seat", view.bar.place.seat)});
    // A resident's number in the groups in which it was typed: place, the hidden eight, the last four.
    const std::string id_number = view.masked_id_number.size() == 18 ? grouped(view.masked_id_number, {6, 8, 4}) : view.masked_id_number;
    const Row rows[] = {{Key::confirm_id, id_number},
                        {Key::confirm_ticket, grouped(view.ticket, {4, 4, 4})},
                        {Key::confirm_occupation, view.occupation},
                        {Key::confirm_level, view.level},
                        {Key::confirm_seat, seat}};
    float y = at.first_row;
    for (const Row& row : rows) {
        const bool last = row.label == Key::confirm_seat;
        text_line(frame, {left, y, kLabelColumn - 8, kRow}, frame.say(row.label), {.style = kBody, .role = Role::ink2});
        const float width = right - left - kLabelColumn - (last ? kSeatRightRoom : 0);
        text_line(frame, {left + kLabelColumn, y, width, kRow}, row.value, {.style = kBody, .may_shorten = true});
        y += kRow;
        if (!last) hairline(frame, {left, y - 2}, right - left);
    }
    const std::string_view seat_right = frame.say(Key::confirm_seat_right);
    const float width = line_width(frame, seat_right, kLabel);
    const float middle = y - kRow / 2;
    text_line(frame, {right - width, middle - 14, width + 1, 28}, seat_right, {.style = kLabel, .role = Role::success});
    icon(frame, Icon::check, {right - width - 18, middle}, 20, Role::success);
}

} // namespace

void draw(const model::ConfirmView& view, ConfirmState&, Frame& frame, model::Commands& commands) {
    constexpr float kBackWidth = 160;
    constexpr float kNoWidth = 288;
    constexpr float kYesWidth = 224;
    frame.use_upright_canvas();
    const Places& at = places(frame);
    const bool upright = frame.units().portrait();
    draw_pre_exam_bar(frame, view.bar);
    text_line(frame, {at.card.x, 114, at.card.w, 44}, frame.say(Key::confirm_title), {.style = kTitle});
    card(frame, at.card);
    draw_person(frame, view);
    draw_rows(frame, view);
    const Button back{.id = "###back", .label = frame.say(Key::back), .icon = Icon::chevron_left};
    // Upright, the way back has a row of its own below the two answers.
    const float back_y = upright ? at.foot + kTarget + 16 : at.foot;
    if (button(frame, {at.card.x, back_y, kBackWidth, kTarget}, back)) commands.push_back(model::BackToSignIn{});
    const float yes_x = at.card.right() - kYesWidth;
    if (view.staff_called) {
        const float left = at.card.x + kBackWidth + 24;
        const float room = (upright ? at.card.right() : yes_x - 16 - kNoWidth - 16) - left;
        draw_icon_line(frame, {left, back_y + kTarget / 2}, {Icon::headset, Role::ink2, frame.say(Key::confirm_called), room});
    }
    const Button no{
        .id = "###not_me", .label = frame.say(Key::confirm_no), .icon = Icon::headset, .style = kBody, .enabled = !view.staff_called};
    if (button(frame, {yes_x - 16 - kNoWidth, at.foot, kNoWidth, kTarget}, no)) commands.push_back(model::NotMe{});
    const Button yes{.id = "###confirm", .label = frame.say(Key::confirm_yes), .look = ButtonLook::primary, .enabled = !view.staff_called};
    if (button(frame, {yes_x, at.foot, kYesWidth, kTarget}, yes)) commands.push_back(model::ConfirmIdentity{});
}

} // namespace kaogong::kiosk::screens
