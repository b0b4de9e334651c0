// 工位条: up to six stations side by side, each with number, state, time, unseen rows and a mark where attention is due. One touch changes
// station; 停电 stops all after one reason. The 8-unit bar below is in the colour of the place of the current station.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

inline constexpr float kStripTop = kBarHeight;
inline constexpr float kStripHeight = 104;
inline constexpr float kStationBar = 8;
inline constexpr float kStripFoot = kStripTop + kStripHeight + kStationBar;

enum class StripTouch { nothing, all_stop };
StripTouch draw_strip(ui::Frame& frame, const model::StripView& strip, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
