// What opens over a score sheet: the vetoes that can be armed, and why work stands still.
#pragma once

#include "kiosk/screens/examiner/sheet.h"

namespace kaogong::kiosk::screens {

void draw_sheet_dialog(const model::SheetView& view, SheetState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
