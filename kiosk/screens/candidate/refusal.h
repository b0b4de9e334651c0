// 15 Refusal: a coded sentence over any screen, with what to do. cover() the frame, draw the screen below, uncover(), then this. Never red:
// for a candidate red is time and nothing else.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct RefusalState {};

void draw(const model::RefusalView& view, RefusalState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
