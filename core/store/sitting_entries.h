// Which ledger entries an event of a sitting makes beyond the hash of its sealed bytes. Private to core/store.
#pragma once

#include "core/assessment/sitting.h"
#include "core/record/entry_bodies.h"
#include "core/store/entry_draft.h"
#include "core/store/ledger.h"

#include <vector>

namespace kaogong::store {

struct SittingNames {
    SittingId sitting;
    SessionId session;
    CandidateRef candidate;
};
// Only a code may stand in a ledger; a sentence could hold a name. Anything else becomes empty.
std::string code_only(const std::string& reason);

// Openings and ends, acts of staff and interruptions; nothing for what a candidate does. Reasons that are sentences stay in the sealed
// journal.
std::vector<EntryDraft> entries_of(const assessment::SittingEvent& event, const SittingNames& names);

} // namespace kaogong::store
