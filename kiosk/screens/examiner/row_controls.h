// The control that fits a row's kind. One function measures, one draws; both look at the same variant, so that a new kind of row is one
// more alternative in each.
#pragma once

#include "kiosk/screens/examiner/row_words.h"

namespace kaogong::kiosk::screens {

inline constexpr float kInlineControl = 440; // beside the words of a low card
inline constexpr float kControlGap = 8;

// Whether it fits beside the words, one row of 64 high.
bool control_is_inline(ui::Frame& frame, const model::ScoreRowView& row);
float control_height(ui::Frame& frame, const model::ScoreRowView& row, float width);
void draw_control(ui::Frame& frame, ui::Rect rect, const model::ScoreRowView& row, std::size_t index, bool enabled,
                  model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
