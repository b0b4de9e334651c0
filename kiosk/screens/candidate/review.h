// 07 Hand-in: what is unanswered and what is flagged, each a touch away; then 交卷, asked twice. It says why when handing in has to wait.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct ReviewState {
    std::size_t unanswered_page = 0;
    std::size_t flagged_page = 0;
};

void draw(const model::ReviewView& view, ReviewState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
