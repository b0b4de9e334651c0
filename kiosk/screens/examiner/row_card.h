// A row as a card: what it is and what the sheet says of it, the control, what it came to. The card of the active row has the accent frame
// and shows the working.
#pragma once

#include "kiosk/screens/examiner/row_controls.h"

namespace kaogong::kiosk::screens {

struct RowCard {
    const model::ScoreRowView& row;
    std::size_t index = 0;
    bool active = false;
    bool enabled = true;
};
float row_card_height(ui::Frame& frame, const RowCard& card, float width);
void draw_row_card(ui::Frame& frame, ui::Rect rect, const RowCard& card, model::ExaminerCommands& commands);
void draw_card_ground(ui::Frame& frame, ui::Rect rect, bool active);
// Id and name on one line; gives the width used.
float draw_row_name(ui::Frame& frame, ui::Rect line, const model::ScoreRowView& row);
// What it came to, right-aligned: the word over who noted it.
void draw_row_result(ui::Frame& frame, ui::Rect rect, const model::ScoreRowView& row);

} // namespace kaogong::kiosk::screens
