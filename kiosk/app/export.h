// --export: what a terminal can hand to anyone who asks: its ledger as a parcel file, a proof for every receipted result, and the bureau's answers.
#pragma once

#include "kiosk/app/terminal.h"

namespace kaogong::kiosk::app {

struct Exported {
    std::size_t proofs = 0;
    std::size_t answers = 0;
    std::size_t without_receipt = 0; // results that have no proof yet
};
// Files: SEAT-ledger.kgp, SEAT-N.kgproof, SEAT-N.kga. The export itself is an entry of the ledger that follows it.
Result<Exported> export_terminal(Terminal& terminal, const Path& data, const Path& folder, Clock& clock);

} // namespace kaogong::kiosk::app
