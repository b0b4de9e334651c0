// What was asked for and is not possible: the code's two sentences with its number as a notice over the page. A touch anywhere closes it.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct RefusedState {};
void draw(const model::RefusedView& view, RefusedState& state, ui::Frame& frame, model::ExaminerCommands& commands);

// Draws a page, covered while something was refused, and the notice over it.
template <typename Below>
void draw_below_refused(ui::Frame& frame, const std::optional<Code>& refused, model::ExaminerCommands& commands, Below below) {
    if (refused) frame.cover();
    below();
    if (!refused) return;
    frame.uncover();
    RefusedState state;
    draw(model::RefusedView{*refused}, state, frame, commands);
}

} // namespace kaogong::kiosk::screens
