// 09 Resume: after a power loss or a restart the answers are there and the clock stands, until staff release the candidate.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct ResumeState {};

void draw(const model::ResumeView& view, ResumeState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
