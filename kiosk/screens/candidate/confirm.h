// 03 Confirm: the candidate sees whom the roster holds under these numbers, and says yes or calls staff. Numbers are masked by the view.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct ConfirmState {};

void draw(const model::ConfirmView& view, ConfirmState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
