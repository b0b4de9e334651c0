// 01 Welcome: the seat number, the clock and the state of the session. Nothing can be touched but sign-in, language and the staff corner.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct WelcomeState {};

void draw(const model::WelcomeView& view, WelcomeState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
