// Which ledger entries an event of a scoring makes beyond the hash of its sealed bytes. Private to core/store.
#pragma once

#include "core/assessment/practical/scoring_event.h"
#include "core/store/sitting_entries.h"

namespace kaogong::store {

struct ScoringTouch {
    const practical::ScoringEvent& event;
    bool first = false; // of its journal
    SittingNames names;
};
// Openings, ends and acts of staff, by staff number and code. No score, no row and no sentence ever stands in a ledger.
std::vector<EntryDraft> scoring_entries(const ScoringTouch& touch);

} // namespace kaogong::store
