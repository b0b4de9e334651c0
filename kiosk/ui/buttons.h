// What is touched to do something: buttons, tools, segments, keys. A label may change with the language; the id never does.
#pragma once

#include "kiosk/ui/paint.h"
#include "kiosk/ui/text.h"

#include <optional>
#include <span>

namespace kaogong::kiosk::ui {

// bar and bar_primary stand on the dark bar of staff.
enum class ButtonLook { primary, secondary, bar, bar_primary };
enum class IconSide { left, right };

struct Button {
    std::string_view id; // "###submit"
    std::string_view label;
    ButtonLook look = ButtonLook::secondary;
    Icon icon = Icon::none;
    IconSide icon_side = IconSide::left;
    TextStyle style = kBodyBold;
    float icon_size = 24;
    bool enabled = true;
    bool on = false; // a secondary button whose state is on: accent on accentSoft
    // Where the label is not drawn and only the transcript says it.
    bool icon_only = false;
};
bool button(Frame& frame, Rect rect, const Button& button);
// What a button needs for its label, icon and padding.
float button_width(Frame& frame, const Button& button);

struct Tool {
    std::string_view id;
    std::string_view caption;
    Icon icon = Icon::none;
    bool on = false;
    bool enabled = true;
};
bool tool(Frame& frame, Rect rect, const Tool& tool);

struct Segment {
    std::string_view id;
    std::string_view label;
};
struct SegmentRow {
    std::span<const Segment> segments;
    std::size_t selected = 0;
};
// The ground of a selected segment: a bar of accent at its foot that follows the round corners of the row's ends.
void fill_selected_segment(Frame& frame, Rect rect, RoundEnds ends);
// Equal widths; gives the one that was touched.
std::optional<std::size_t> segments(Frame& frame, Rect rect, const SegmentRow& row);

struct KeypadKey {
    std::string_view id;
    std::string_view label;
    Icon icon = Icon::none; // instead of the label
    TextStyle style = kTitleRegular;
    bool enabled = true;
};
bool keypad_key(Frame& frame, Rect rect, const KeypadKey& key);

} // namespace kaogong::kiosk::ui
