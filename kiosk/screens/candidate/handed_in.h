// 08 Handed in: the paper is sealed. No score; a QR code only where phones are allowed. The page stays until staff release the seat.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct HandedInState {};

void draw(const model::HandedInView& view, HandedInState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
