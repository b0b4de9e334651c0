// The four decisions of the staff corner, each a dialog whose title is the question: 宣布开考, 续考, 人证核验, 结束本场.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

struct StartState {
    model::StartFrom from = model::StartFrom::plan;
};
struct ReleaseState {
    model::OutageReason reason = model::OutageReason::power_cut;
    std::size_t extra = 0; // which of the offered minutes
};
struct IdentityState {};
struct CloseState {};

void draw(const model::StartView& view, StartState& state, ui::Frame& frame, model::Commands& commands);
void draw(const model::ReleaseView& view, ReleaseState& state, ui::Frame& frame, model::Commands& commands);
void draw(const model::IdentityView& view, IdentityState& state, ui::Frame& frame, model::Commands& commands);
void draw(const model::CloseView& view, CloseState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
