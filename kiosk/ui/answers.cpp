#include "kiosk/ui/answers.h"

#include <algorithm>

namespace kaogong::kiosk::ui {
namespace {

constexpr float kOptionPadding = 16;
constexpr float kLetter = 40;
constexpr float kLetterGap = 20;
constexpr float kMarkRoom = 136; // kept free in every row, so that choosing never moves a line
constexpr float kMarkRoomNarrow = 92;
constexpr float kNarrow = 560;   // rows below this width have the mark over its word
constexpr float kTextMargin = 4; // above and below
constexpr float kFigureHeight = 112;

constexpr float kTextLeft = kOptionPadding + kLetter + kLetterGap;

float text_room(float width) {
    return width - kTextLeft - (width < kNarrow ? kMarkRoomNarrow : kMarkRoom);
}

void draw_letter(Frame& frame, Point center, const OptionRow& row) {
    constexpr float kSelectedDot = 14;
    const Rect square{center.x - kLetter / 2, center.y - kLetter / 2, kLetter, kLetter};
    const float radius = row.shape == LetterShape::disc ? kLetter / 2 : kRadiusCheck;
    if (row.selected)
        fill_round(frame, square, radius, Role::accent);
    else
        box(frame, square, {Role::surface, Role::line_strong, kBorderControl, radius});
    const Role role = row.selected ? Role::on_accent : Role::ink;
    if (row.letter.empty()) {
        if (row.selected) disc(frame, center, kSelectedDot, Role::on_accent);
        return;
    }
    const TextStyle style = row.selected ? kBodyBold : kBody;
    text_line(frame, square, row.letter, {.style = style, .role = role, .align = Align::center, .noted = false});
}

void draw_option_ground(Frame& frame, Rect rect, bool selected, bool held) {
    if (selected) {
        box(frame, rect, {Role::accent_soft, Role::accent, kBorderSelected + frame.theme().frame_extra(), kRadiusControl});
    } else {
        box(frame, rect, {held ? Role::accent_soft : Role::surface, Role::line, kBorderControl, kRadiusControl});
    }
}

void draw_option_content(Frame& frame, Rect rect, const OptionRow& row) {
    const float room = text_room(rect.w);
    const float height = block_height(frame, row.text, row.style, room);
    const float figure = row.figure != 0 ? kFigureHeight : 0;
    const float top = rect.y + (rect.h - height - figure) / 2;
    text_block(frame, {rect.x + kTextLeft, top, room, height + 1}, row.text, {.style = row.style, .noted = false});
    if (row.figure == 0) return;
    const Rect place{rect.x + kTextLeft, top + height, room, kFigureHeight - kTextMargin};
    const float width = std::min(place.w, place.h * row.figure_px.w / row.figure_px.h);
    fill(frame, {place.x, place.y, width, place.h}, Role::paper);
    picture(frame, {place.x, place.y, width, place.h}, row.figure, row.figure_px);
}

std::string option_value(const OptionRow& row) {
    if (!row.selected) return {};
    switch (row.mark) {
    case SavedMark::saving: return "selected, saving";
    case SavedMark::saved: return "selected, saved";
    case SavedMark::none: break;
    }
    return "selected";
}

Role cell_text_role(const NumberCell& cell) {
    if (cell.current) return Role::on_current;
    return cell.answered ? Role::on_accent : Role::ink;
}

void draw_cell_ground(Frame& frame, Rect rect, const NumberCell& cell, bool held) {
    constexpr float kGap = 2;
    constexpr float kFrame = 3;
    if (cell.current) {
        const float thickness = kFrame + frame.theme().frame_extra();
        frame_round(frame, rect.inset(-(kGap + thickness)), kRadiusCell + kGap + thickness, thickness, Role::current);
        fill_round(frame, rect, kRadiusCell, Role::current);
    } else if (cell.answered) {
        fill_round(frame, rect, kRadiusCell, held ? Role::accent_edge : Role::accent);
    } else {
        box(frame, rect, {held ? Role::accent_soft : Role::surface, Role::line_strong, kBorderControl, kRadiusCell});
    }
}

std::string cell_value(const NumberCell& cell) {
    std::string value = cell.answered ? "answered" : "unanswered";
    if (cell.flagged) value += ", flagged";
    if (cell.current) value += ", current";
    return value;
}

} // namespace

float option_height(Frame& frame, const OptionRow& row, float width) {
    const float text = block_height(frame, row.text, row.style, text_room(width)) + 2 * kTextMargin;
    return std::max(row.least_height, text + (row.figure != 0 ? kFigureHeight : 0));
}

namespace {

struct MarkWords {
    Icon icon;
    std::string_view word;
    Role role;
};

MarkWords mark_words(const Frame& frame, SavedMark mark) {
    if (mark == SavedMark::saved) return {Icon::check, frame.say(Key::option_saved), Role::success};
    return {Icon::hourglass, frame.say(Key::option_saving), Role::ink2};
}

constexpr float kMarkIcon = 20;

void stacked_mark(Frame& frame, Point right_middle, SavedMark mark) {
    if (mark == SavedMark::none) return;
    const MarkWords words = mark_words(frame, mark);
    const float width = line_width(frame, words.word, kLabel);
    const float x = right_middle.x - width;
    icon(frame, words.icon, {x + width / 2, right_middle.y - 14}, kMarkIcon, words.role);
    text_line(frame, {x, right_middle.y - 2, width + 1, 28}, words.word, {.style = kLabel, .role = words.role, .noted = false});
}

} // namespace

float saved_mark(Frame& frame, Point right_middle, SavedMark mark) {
    constexpr float kIcon = kMarkIcon;
    constexpr float kGap = 8;
    if (mark == SavedMark::none) return 0;
    const auto [shape, word, role] = mark_words(frame, mark);
    const float width = line_width(frame, word, kLabel);
    const float x = right_middle.x - width;
    text_line(frame, {x, right_middle.y - 14, width + 1, 28}, word, {.style = kLabel, .role = role, .noted = false});
    icon(frame, shape, {x - kGap - kIcon / 2, right_middle.y}, kIcon, role);
    return width + kGap + kIcon;
}

bool option_row(Frame& frame, Rect rect, const OptionRow& row) {
    constexpr float kMarkRight = 20;
    const Touch touch = frame.touch(widget_id(row.id), rect, {.enabled = row.enabled, .once = true});
    std::string label(row.letter);
    if (!label.empty()) label += " ";
    frame.note({.id = std::string(row.id),
                .part = Part::option,
                .label = label + std::string(row.text),
                .value = option_value(row),
                .enabled = row.enabled,
                .rect = rect,
                .touchable = true});
    draw_option_ground(frame, rect, row.selected, touch.held);
    draw_letter(frame, {rect.x + kOptionPadding + kLetter / 2, rect.center().y}, row);
    draw_option_content(frame, rect, row);
    const Point mark_at{rect.right() - kMarkRight, rect.center().y};
    if (row.selected && rect.w < kNarrow)
        stacked_mark(frame, {mark_at.x + 4, mark_at.y}, row.mark);
    else if (row.selected)
        saved_mark(frame, mark_at, row.mark);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

bool number_cell(Frame& frame, Point top_left, const NumberCell& cell) {
    constexpr float kTick = 16;
    constexpr float kTickMiddle = 55;
    constexpr float kFlag = 14;
    constexpr Point kFlagMiddle{kTarget - 5 - kFlag / 2, 4 + kFlag / 2};
    const Rect rect{top_left.x, top_left.y, kTarget, kTarget};
    const Touch touch = frame.touch(widget_id(cell.id), rect, {.enabled = cell.enabled});
    const std::string digits = std::to_string(cell.number);
    frame.note({.id = std::string(cell.id),
                .part = Part::cell,
                .label = digits,
                .value = cell_value(cell),
                .enabled = cell.enabled,
                .rect = rect,
                .touchable = true});
    draw_cell_ground(frame, rect, cell, touch.held);
    const Role role = cell_text_role(cell);
    const bool filled = cell.answered || cell.current;
    text_line(frame, rect, digits, {.style = filled ? kBodyBold : kBody, .role = role, .align = Align::center, .noted = false});
    if (cell.answered) icon(frame, Icon::check, {rect.center().x, rect.y + kTickMiddle}, kTick, role);
    if (cell.flagged) icon(frame, Icon::triangle_full, {rect.x + kFlagMiddle.x, rect.y + kFlagMiddle.y}, kFlag, role);
    if (touch.focused) focus_ring(frame, rect, kRadiusCell);
    return touch.tapped;
}

} // namespace kaogong::kiosk::ui
