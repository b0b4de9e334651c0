// Inside of scoring.h: which task module the candidate is on, and for how long. Everything is read off the one work clock of the test, so
// that a pause, a restart of the terminal or a clock that was set falls on a module exactly as it falls on the test.
#pragma once

#include "core/assessment/practical/scoring.h"

namespace kaogong::practical {

Result<void> begin_module(ScoringState& state, const ModuleBegun& event);
void credit_module(ScoringState& state, std::int64_t credit_ms); // 补时 belongs to the module that it was lost on
void forget_modules(ScoringState& state);                        // 重做: a new clock

} // namespace kaogong::practical
