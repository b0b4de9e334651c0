// The end of a candidate's scoring: what it came to, who has signed and who is next; once all have, the sealed summary.
#pragma once

#include "kiosk/screens/examiner/reason_pad.h"

namespace kaogong::kiosk::screens {

struct SealScreenState {
    bool refusing = false; // 拒签: the note is being chosen
    ReasonState note;
};
void draw(const model::SealView& view, SealScreenState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
