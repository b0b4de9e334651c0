// 独立评分: the band of a sheet that takes only own blind rows and own readings, while the candidate is led at another terminal. It says
// that, and once the sheet is signed, where the token goes next.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

inline constexpr float kOwnBand = 80;
void draw_own_band(ui::Frame& frame, float top, const model::OwnSheetView& own, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
