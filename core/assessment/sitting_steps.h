// Inside of sitting.h: what each event asks of the state, and what it does to it. Every step checks everything first and changes the state
// only when nothing can fail any more; that is what makes a refusal harmless.
#pragma once

#include "core/assessment/sitting.h"

namespace kaogong::assessment {

using Effects = std::vector<SittingEffect>;

Result<Effects> apply_event(SittingState& state, const SittingEvent& event);

} // namespace kaogong::assessment
