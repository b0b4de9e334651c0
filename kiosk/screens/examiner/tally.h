// 核分: a second person adds up the rows by hand and keys the total, without seeing what the program came to.
#pragma once

#include "kiosk/model/examiner_commands.h"
#include "kiosk/model/tally.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct TallyState {
    std::string typed;
    std::size_t page = 0;
};
void draw(const model::TallyView& view, TallyState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
