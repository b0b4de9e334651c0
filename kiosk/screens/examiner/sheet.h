// 11, 11b: the score sheet of one phase. What is half typed, which row is active and which veto is armed belong to the station and stand in
// the view; the screen's own state is only what is open over it.
#pragma once

#include "kiosk/screens/examiner/row_list.h"

namespace kaogong::kiosk::screens {

enum class SheetDialog { none, vetoes, pause_station, pause_all, resume_all, actions, not_done };
struct SheetState {
    RowListState list;
    SheetDialog dialog = SheetDialog::none;
    std::optional<model::PauseCause> cause;
    std::size_t veto_page = 0;
};
void draw(const model::SheetView& view, SheetState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
