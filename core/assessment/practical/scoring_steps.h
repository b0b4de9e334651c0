// Inside of scoring.h: what each event asks of the state, and what it does to it. Every step checks everything first and changes the state
// only when nothing can fail any more.
#pragma once

#include "core/assessment/practical/scoring.h"

#include <functional>

namespace kaogong::practical {

using ScoringEffects = std::vector<ScoringEffect>;

Result<ScoringEffects> apply_event(ScoringState& state, const ScoringEvent& event);
// Of a desk or of an own sheet: one event after the other. journal_broken names the place and what was refused there.
Result<void> apply_journal(std::span<const ScoringEvent> journal, const std::function<Result<ScoringEffects>(const ScoringEvent&)>& apply);

} // namespace kaogong::practical
