// 10: today's candidates at these stations, with the one next action of whoever is selected; who it is; whether they may begin.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct CandidatesState {
    std::size_t page = 0;
    std::size_t selected_seen = static_cast<std::size_t>(-1);
};
void draw(const model::CandidatesView& view, CandidatesState& state, ui::Frame& frame, model::ExaminerCommands& commands);

ui::Chip candidate_chip(const ui::Frame& frame, model::CandidateState state);

} // namespace kaogong::kiosk::screens
