// The number column of answering, its rail when it is folded, and what both say of the items: unanswered, answered, current, flagged, each
// by colour, shape and word.
#pragma once

#include "kiosk/screens/candidate/question.h"

namespace kaogong::kiosk::screens {

inline constexpr float kColumnWidth = 384;
inline constexpr float kRailWidth = 88;

void draw_number_column(const model::QuestionView& view, QuestionState& state, ui::Frame& frame, model::Commands& commands);
void draw_number_rail(const model::QuestionView& view, QuestionState& state, ui::Frame& frame, model::Commands& commands);
// Upright panels: all numbers in rows of ten below the card, with the same filters and marks.
void draw_number_strip(const model::QuestionView& view, QuestionState& state, ui::Frame& frame, model::Commands& commands);
// Opens the group and the page that hold the current item.
void show_current(const model::QuestionView& view, QuestionState& state);

} // namespace kaogong::kiosk::screens
