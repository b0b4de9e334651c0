#include "kiosk/ui/fields.h"

namespace kaogong::kiosk::ui {
namespace {

constexpr float kPadding = 20;
constexpr float kStateIcon = 28;
constexpr float kLabelAbove = 32;
constexpr float kLabelHeight = 28;
constexpr float kHelpBelow = 5;

struct FieldFrame {
    Role border;
    float thickness;
};

FieldFrame frame_of(const Frame& frame, const Field& field) {
    if (field.state == FieldState::wrong) return {Role::warning, kBorderActive + frame.theme().frame_extra()};
    if (field.focused) return {Role::accent, kBorderSelected + frame.theme().frame_extra()};
    return {field.enabled ? Role::line_strong : Role::line, kBorderControl};
}

void draw_words_around(Frame& frame, Rect rect, const Field& field) {
    const TextStyle style = field.focused ? kLabelBold : kLabel;
    text_line(frame, {rect.x, rect.y - kLabelAbove, rect.w, kLabelHeight}, field.label,
              {.style = style, .role = field.focused ? Role::accent : Role::ink2});
    const Role help = field.state == FieldState::wrong ? Role::warning : Role::ink2;
    text_line(frame, {rect.x, rect.bottom() + kHelpBelow, rect.w, kLabelHeight}, field.help, {.style = kLabel, .role = help});
}

void draw_caret(Frame& frame, float x, Rect rect) {
    constexpr float kCaret = 3;
    constexpr float kCaretHeight = 40;
    if (frame.blink()) fill(frame, {x + 4, rect.center().y - kCaretHeight / 2, kCaret, kCaretHeight}, Role::accent);
}

void draw_state(Frame& frame, Rect rect, const Field& field) {
    const Point at{rect.right() - kPadding - kStateIcon / 2, rect.center().y};
    if (field.state == FieldState::complete) icon(frame, Icon::check, at, kStateIcon, Role::success);
    if (field.state == FieldState::wrong) icon(frame, Icon::warning, at, kStateIcon, Role::warning);
}

std::string field_value(const Field& field) {
    std::string value(field.value);
    if (field.state == FieldState::complete) value += " (complete)";
    if (field.state == FieldState::wrong) value += " (wrong)";
    return value;
}

} // namespace

bool field(Frame& frame, Rect rect, const Field& field) {
    const Touch touch = frame.touch(widget_id(field.id), rect, {.enabled = field.enabled});
    frame.note({.id = std::string(field.id),
                .part = Part::input,
                .label = std::string(field.label),
                .value = field_value(field),
                .enabled = field.enabled,
                .rect = rect,
                .touchable = true});
    const FieldFrame border = frame_of(frame, field);
    box(frame, rect, {field.enabled ? Role::surface : Role::sunken, border.border, border.thickness, kRadiusControl});
    draw_words_around(frame, rect, field);
    const Rect inside = rect.inset(kPadding, 0).without_right(field.state == FieldState::plain ? 0 : kStateIcon + kPadding);
    const Role role = field.enabled ? Role::ink : Role::ink_off;
    const float width = text_line(frame, inside, field.value, {.style = field.style, .role = role, .noted = false});
    if (!field.unit.empty()) {
        text_line(frame, inside, field.unit, {.style = kBody, .role = Role::ink2, .align = Align::right});
    }
    if (field.focused && !frame.covered()) draw_caret(frame, inside.x + width, rect);
    draw_state(frame, rect, field);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

std::string grouped(std::string_view text, std::initializer_list<std::size_t> sizes) {
    std::string shown;
    for (const std::size_t size : sizes) {
        if (text.empty()) break;
        if (!shown.empty()) shown.push_back(' ');
        const std::size_t taken = std::min(size, text.size());
        shown.append(text.substr(0, taken));
        text.remove_prefix(taken);
    }
    return shown.append(text);
}

} // namespace kaogong::kiosk::ui
