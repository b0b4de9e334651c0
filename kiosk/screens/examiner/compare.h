// 12: judgement rows after all have signed blind: what each gave, how far apart, who scores again. Nothing of workpieces stands here.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct CompareState {
    std::size_t page = 0;
};
void draw(const model::CompareView& view, CompareState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
