// Before a phase is finished: what is still unseen, each a touch away; gates and vetoes as they stand; then the one answer.
#pragma once

#include "kiosk/screens/examiner/row_words.h"

namespace kaogong::kiosk::screens {

struct FinishState {
    std::size_t page = 0;
};
void draw(const model::FinishView& view, FinishState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
