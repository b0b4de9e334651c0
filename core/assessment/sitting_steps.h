// Inside of sitting.h: what each event asks of the state, and what it does to it. Every step checks everything first and changes the state
// only when nothing can fail any more; that is what makes a refusal harmless.
#pragma once

#include "core/assessment/sitting.h"

namespace kaogong::assessment {

using Effects = std::vector<SittingEffect>;

bool is_running_phase(SittingPhase phase); // the countdown runs: answering, reviewing, confirming
Result<void> check_time_left(const SittingState& state, const Instant& at);
Result<std::size_t> item_index(const SittingState& state, std::string_view item);

Result<Effects> apply_event(SittingState& state, const SittingEvent& event);

} // namespace kaogong::assessment
