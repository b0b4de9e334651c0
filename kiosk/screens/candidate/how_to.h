// The 30-second picture beside the rules: how to choose, to change, to flag and to hand in, played with the very widgets of the exam.
// Nothing of it can be touched but its own keys, and nothing of it is recorded.
#pragma once

#include "kiosk/ui/frame.h"

#include <optional>

namespace kaogong::kiosk::screens {

struct HowToState {
    std::optional<double> began_s; // closed while it is none; moved back when a part is chosen by hand
};

void open_how_to(HowToState& state, const ui::Frame& frame);
void draw_how_to(HowToState& state, ui::Frame& frame);

} // namespace kaogong::kiosk::screens
