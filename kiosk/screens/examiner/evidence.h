// 取证: the pictures of a row, each a touch away from being seen whole, and the ways to take another.
#pragma once

#include "kiosk/screens/examiner/ask.h"

namespace kaogong::kiosk::screens {

struct EvidenceState {
    std::optional<std::size_t> enlarged;
};
void draw(const model::EvidenceView& view, EvidenceState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
