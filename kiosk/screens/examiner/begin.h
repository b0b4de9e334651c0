// Between the list and the sheet: is it this person (decided by the examiner, never by the program), and is the station ready.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct PersonCheckState {};
void draw(const model::PersonCheckView& view, PersonCheckState& state, ui::Frame& frame, model::ExaminerCommands& commands);

struct PreparationState {
    std::size_t page = 0;
};
void draw(const model::PreparationView& view, PreparationState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
