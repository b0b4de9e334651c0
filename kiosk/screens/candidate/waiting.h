// The waiting page: signed in, texts accepted, the start is the same for all seats. Nothing to touch but calling staff.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct WaitingState {};

void draw(const model::WaitingView& view, WaitingState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
