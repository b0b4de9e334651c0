// The end of a candidate's scoring: what it came to, who has signed and who is next; once all have, the sealed summary.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct SealScreenState {};
void draw(const model::SealView& view, SealScreenState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
