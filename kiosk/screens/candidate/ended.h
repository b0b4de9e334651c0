// The sitting ended without a paper to hand in. The candidate sees why, with its code, and stays until staff release the seat.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct EndedState {};

void draw(const model::EndedView& view, EndedState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
