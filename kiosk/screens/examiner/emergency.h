// 应急凭证 over the pad: why it is needed, and once site chief and supervisor have signed for it, its PIN, to be read by one person.
#pragma once

#include "kiosk/screens/examiner/ask.h"
#include "kiosk/screens/examiner/reason_pad.h"

namespace kaogong::kiosk::screens {

struct EmergencyState {
    ReasonState reason;
};
void draw(const model::EmergencyView& view, EmergencyState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
