// The invigilator's number and PIN, over whatever screen asked for it: cover() the frame, draw that screen, uncover(), then this. The PIN
// is shown as dots everywhere, also in the transcript, and is wiped from the state when it has been handed on.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/frame.h"

namespace kaogong::kiosk::screens {

enum class StaffField { number, pin };

struct StaffPinState {
    std::string number;
    std::string pin;
    StaffField focus = StaffField::number;
    bool letters = false;
};

void draw(const model::StaffPinView& view, StaffPinState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
