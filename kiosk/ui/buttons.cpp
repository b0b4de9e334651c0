#include "kiosk/ui/buttons.h"

namespace kaogong::kiosk::ui {
namespace {

constexpr float kPressDepth = 3;
constexpr float kPadding = 28;
constexpr float kIconGap = 12;

struct ButtonColors {
    Role fill;
    Role border;
    Role text;
};

ButtonColors button_colors(const Button& button, bool held) {
    if (!button.enabled) return {Role::sunken, Role::line, Role::ink_off};
    if (button.look == ButtonLook::primary) {
        const Role fill = held ? Role::accent_edge : Role::accent;
        return {fill, fill, Role::on_accent};
    }
    if (button.look == ButtonLook::bar) return {Role::bar, Role::bar_strong, Role::on_bar};
    if (button.look == ButtonLook::bar_primary) return {held ? Role::accent_soft : Role::surface, Role::on_bar, Role::ink};
    if (button.on) return {Role::accent_soft, Role::accent, Role::accent};
    return {held ? Role::accent_soft : Role::surface, Role::line_strong, Role::ink};
}

float content_width(Frame& frame, const Button& button) {
    const float icon = button.icon == Icon::none ? 0 : button.icon_size;
    if (button.icon_only) return icon;
    const float label = line_width(frame, button.label, button.style);
    return label + (icon > 0 ? icon + kIconGap : 0);
}

void draw_content(Frame& frame, Rect rect, const Button& button, Role role) {
    const float width = content_width(frame, button);
    float x = rect.x + (rect.w - width) / 2;
    const float middle = rect.center().y;
    const bool icon_left = button.icon != Icon::none && (button.icon_only || button.icon_side == IconSide::left);
    if (icon_left) {
        icon(frame, button.icon, {x + button.icon_size / 2, middle}, button.icon_size, role);
        x += button.icon_size + kIconGap;
    }
    if (button.icon_only) return;
    const float label = line_width(frame, button.label, button.style);
    // What the label gets is the button without its padding (half of it where a narrow button is the design's own).
    const float room = rect.w - kPadding - (width - label);
    frame.note({.part = Part::text, .label = std::string(button.label), .rect = rect, .fit = {{label, 0}, {room, 0}}, .echo = true});
    text_line(frame, {x, rect.y, label + 1, rect.h}, button.label, {.style = button.style, .role = role, .noted = false});
    if (button.icon != Icon::none && !icon_left)
        icon(frame, button.icon, {x + label + kIconGap + button.icon_size / 2, middle}, button.icon_size, role);
}

// The flat strip under a filled button or a key, until it is pressed onto it.
void draw_edge(Frame& frame, Rect rect, float radius, Role role) {
    if (frame.theme().has_edges()) fill_round(frame, rect.moved(0, kPressDepth), radius, role);
}

} // namespace

float button_width(Frame& frame, const Button& button) {
    return content_width(frame, button) + 2 * kPadding;
}

bool button(Frame& frame, Rect rect, const Button& button) {
    const Touch touch = frame.touch(widget_id(button.id), rect.grown_to(kTarget, kTarget), {.enabled = button.enabled});
    frame.note({.id = std::string(button.id),
                .part = Part::button,
                .label = std::string(button.label),
                .value = button.on ? "on" : "",
                .enabled = button.enabled,
                .rect = rect,
                .touchable = true});
    const ButtonColors colors = button_colors(button, touch.held);
    const bool raised = button.look == ButtonLook::primary && button.enabled;
    const Rect face = touch.held ? rect.moved(0, kPressDepth) : rect;
    if (raised && !touch.held) draw_edge(frame, rect, kRadiusControl, Role::accent_edge);
    if (raised)
        fill_round(frame, face, kRadiusControl, colors.fill);
    else
        box(frame, face, {colors.fill, colors.border, kBorderControl, kRadiusControl});
    draw_content(frame, face, button, colors.text);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

bool tool(Frame& frame, Rect rect, const Tool& tool) {
    constexpr float kIconMiddle = 20;
    constexpr float kCaptionMiddle = 46;
    constexpr float kCaptionInset = 4;
    const Touch touch = frame.touch(widget_id(tool.id), rect, {.enabled = tool.enabled});
    frame.note({.id = std::string(tool.id),
                .part = Part::tool,
                .label = std::string(tool.caption),
                .value = tool.on ? "on" : "",
                .enabled = tool.enabled,
                .rect = rect,
                .touchable = true});
    const bool lit = tool.on || touch.held;
    const Role role = !tool.enabled ? Role::ink_off : tool.on ? Role::accent : Role::ink;
    const Role ground = !tool.enabled ? Role::sunken : lit ? Role::accent_soft : Role::surface;
    const Rect face = touch.held ? rect.moved(0, kPressDepth) : rect;
    box(frame, face, {ground, tool.on ? Role::accent : Role::line, kBorderHair, kRadiusControl});
    icon(frame, tool.icon, {face.center().x, face.y + kIconMiddle}, 24, role);
    const Rect caption{face.x + kCaptionInset, face.y + kCaptionMiddle - 12, face.w - 2 * kCaptionInset, 24};
    text_line(frame, caption, tool.caption, {.style = kLabel, .role = role, .align = Align::center, .noted = false});
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

namespace {

RoundEnds ends_of(std::size_t index, std::size_t count) {
    if (count == 1) return RoundEnds::all;
    if (index == 0) return RoundEnds::left;
    return index + 1 == count ? RoundEnds::right : RoundEnds::none;
}

RoundEnds top_of(RoundEnds ends) {
    return ends == RoundEnds::all     ? RoundEnds::top
           : ends == RoundEnds::left  ? RoundEnds::top_left
           : ends == RoundEnds::right ? RoundEnds::top_right
                                      : ends;
}

bool one_segment(Frame& frame, Rect rect, const Segment& segment, bool selected) {
    const Touch touch = frame.touch(widget_id(segment.id), rect);
    frame.note({.id = std::string(segment.id),
                .part = Part::segment,
                .label = std::string(segment.label),
                .value = selected ? "selected" : "",
                .rect = rect,
                .touchable = true});
    const TextStyle style = selected ? kLabelBold : kLabel;
    text_line(frame, rect.inset(2, 0), segment.label, {style, selected ? Role::accent : Role::ink, Align::center, false, false});
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

} // namespace

void fill_selected_segment(Frame& frame, Rect rect, RoundEnds ends) {
    constexpr float kBar = 4;
    const Rect inside = rect.inset(1);
    fill_round_ends(frame, inside, kRadiusControl - 1, Role::accent, ends);
    fill_round_ends(frame, {inside.x, inside.y, inside.w, inside.h - kBar}, kRadiusControl - 1, Role::accent_soft, top_of(ends));
}

std::optional<std::size_t> segments(Frame& frame, Rect rect, const SegmentRow& row) {
    const std::size_t count = row.segments.size();
    const float width = rect.w / static_cast<float>(count);
    const auto place_of = [&](std::size_t i) { return Rect{rect.x + width * static_cast<float>(i), rect.y, width, rect.h}; };
    fill_round(frame, rect.inset(1), kRadiusControl - 1, Role::surface);
    if (row.selected < count) {
        fill_selected_segment(frame, place_of(row.selected), ends_of(row.selected, count));
    }
    std::optional<std::size_t> tapped;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) divider(frame, {place_of(i).x, rect.y + 1}, rect.h - 2);
        if (one_segment(frame, place_of(i), row.segments[i], i == row.selected)) tapped = i;
    }
    frame_round(frame, rect, kRadiusControl, kBorderControl, Role::line_strong);
    return tapped;
}

bool keypad_key(Frame& frame, Rect rect, const KeypadKey& key) {
    const Touch touch = frame.touch(widget_id(key.id), rect, {.enabled = key.enabled, .focusable = false});
    frame.note({.id = std::string(key.id),
                .part = Part::key,
                .label = std::string(key.label),
                .enabled = key.enabled,
                .rect = rect,
                .touchable = true});
    const Role role = key.enabled ? Role::ink : Role::ink_off;
    const Rect face = touch.held ? rect.moved(0, kPressDepth) : rect;
    if (key.enabled && !touch.held) draw_edge(frame, rect, kRadiusControl, Role::edge);
    const Role ground = !key.enabled ? Role::sunken : touch.held ? Role::accent_soft : Role::surface;
    box(frame, face, {ground, key.enabled ? Role::line_strong : Role::line, kBorderControl, kRadiusControl});
    if (key.icon != Icon::none)
        icon(frame, key.icon, face.center(), 32, role);
    else
        text_line(frame, face.inset(2, 0), key.label, {.style = key.style, .role = role, .align = Align::center, .noted = false});
    return touch.tapped;
}

} // namespace kaogong::kiosk::ui
