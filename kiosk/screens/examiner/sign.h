// A person says who they are and signs: sign-in, the own sheet blind, a second person, chief, supervisor, tally. What is signed stands in
// words beside the pad. The PIN leaves the state when it is handed on, and is never in the transcript.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct SignState {
    std::string pin;
    std::size_t first = 0;                                  // of the signers in sight
    std::size_t chosen_seen = static_cast<std::size_t>(-1); // who is chosen anew comes into sight
};
void draw(const model::SignView& view, SignState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
