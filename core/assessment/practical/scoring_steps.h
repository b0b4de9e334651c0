// Inside of scoring.h: what each event asks of the state, and what it does to it. Every step checks everything first and changes the state
// only when nothing can fail any more.
#pragma once

#include "core/assessment/practical/scoring.h"

namespace kaogong::practical {

using ScoringEffects = std::vector<ScoringEffect>;

Result<ScoringEffects> apply_event(ScoringState& state, const ScoringEvent& event);

} // namespace kaogong::practical
