// 同步台: the way of this terminal's records to the bureau, as centre staff may act on it.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct SyncDeskState {
    std::size_t aside = 0; // which of those put aside is shown
};
void draw(const model::SyncDeskView& view, SyncDeskState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
