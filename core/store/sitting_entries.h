// Which ledger entries an event of a sitting makes beyond the hash of its sealed bytes. Private to core/store.
#pragma once

#include "core/assessment/sitting.h"
#include "core/record/entry_bodies.h"

#include <vector>

namespace kaogong::store {

struct EntryDraft {
    record::EventType type;
    Bytes body;
};
struct SittingNames {
    SittingId sitting;
    SessionId session;
    CandidateRef candidate;
};
// Openings and ends, acts of staff and interruptions; nothing for what a candidate does. Reasons that are sentences stay in the sealed
// journal.
std::vector<EntryDraft> entries_of(const assessment::SittingEvent& event, const SittingNames& names);

} // namespace kaogong::store
