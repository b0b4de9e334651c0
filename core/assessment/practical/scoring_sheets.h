// Inside of scoring.h: phases are finished, own sheets are signed here or come in from other terminals, and when both are complete the
// comparison opens, whichever came last.
#pragma once

#include "core/assessment/practical/scoring.h"

namespace kaogong::practical {

Result<void> finish_phase(ScoringState& state, const PhaseFinished& event);
Result<void> sign_sheet(ScoringState& state, const SheetSigned& event);
Result<void> receive_sheet(ScoringState& state, const SheetReceived& event);

} // namespace kaogong::practical
