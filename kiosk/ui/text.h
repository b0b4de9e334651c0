// Text in boxes. A line is set by the middle of its characters, not by the face's line box, so that it sits optically in the middle of a
// button. Every text says in the transcript what room it wanted beside what it got; a test fails on any that does not fit.
#pragma once

#include "kiosk/ui/frame.h"
#include "kiosk/ui/type.h"

namespace kaogong::kiosk::ui {

enum class Align { left, center, right };

struct TextLook {
    TextStyle style = kBody;
    Role role = Role::ink;
    Align align = Align::left;
    bool may_shorten = false; // an ellipsis may stand for the end; the transcript holds the whole
    bool noted = true;        // false where the widget around it notes the words itself
};

// One line, in the vertical middle of the box. Gives the width drawn.
float text_line(Frame& frame, Rect box, std::string_view text, const TextLook& look);
// One line in the first of these styles in which it fits, the roomiest first; an ellipsis only where it does not fit even the last.
float text_fitted(Frame& frame, Rect box, std::string_view text, TextLook look, std::initializer_list<TextStyle> styles);
// Wrapped, from the top of the box. Gives the height used.
float text_block(Frame& frame, Rect box, std::string_view text, const TextLook& look);

// Some of its lines only, for text that is cut into pages; the transcript holds the words of these lines.
struct LineRange {
    std::size_t first = 0;
    std::size_t count = 0;
};
void text_lines(Frame& frame, Rect box, std::string_view text, const TextLook& look, LineRange range);

float line_width(Frame& frame, std::string_view text, TextStyle style);
int line_count(Frame& frame, std::string_view text, TextStyle style, float width);
inline float block_height(Frame& frame, std::string_view text, TextStyle style, float width) {
    return static_cast<float>(line_count(frame, text, style, width)) * style.step;
}

// Words of several styles on one baseline, left to right: "96 / 100 题". Gives the x after the last.
struct Run {
    std::string_view text;
    TextStyle style;
    Role role = Role::ink;
    float gap_before = 0;
};
float text_runs(Frame& frame, Point baseline, std::initializer_list<Run> runs);
float runs_width(Frame& frame, std::initializer_list<Run> runs);

} // namespace kaogong::kiosk::ui
