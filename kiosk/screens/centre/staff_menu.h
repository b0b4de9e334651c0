// The staff corner after the PIN: how this terminal is, and what an invigilator can do at it. What cannot be done now says why instead of
// going away, so that every action stays in its place.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct StaffMenuState {};

void draw(const model::StaffMenuView& view, StaffMenuState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
