// The active row when it is read off an instrument: the value under its tolerance, the other reader's place, the working as it is typed,
// and a pad with keys for gloves. It takes the room of all cards, so that nothing else can be hit by mistake.
#pragma once

#include "kiosk/screens/examiner/row_card.h"

namespace kaogong::kiosk::screens {

struct ReadingEditor {
    const model::ScoreRowView& row;
    const model::ReadingControl& control;
    std::size_t index = 0;
    std::size_t field = 0;
    bool enabled = true;
};
void draw_reading_editor(ui::Frame& frame, ui::Rect rect, const ReadingEditor& editor, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
