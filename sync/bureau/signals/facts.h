// What the ledgers of one centre's terminals say, as far as signals ask for it. Made from the signed entries alone, so that everybody who
// has the ledgers gets the same facts, and from them the same signals and score.
#pragma once

#include "core/record/entry_bodies.h"

#include <vector>

namespace kaogong::bureau::signals {

struct EntryFact {
    std::uint64_t index = 0;
    record::EventType type = record::EventType::heartbeat;
    std::uint32_t boot = 0; // counts the machine's boots in this ledger: boot times compare only within one
    std::int64_t boot_ms = 0;
    std::int64_t wall_ms = 0;
};

struct ClockStepFact {
    EntryFact at;
    record::ClockStepBody body;
};
struct SessionFact { // opened or closed, by the type of its entry
    EntryFact at;
    record::SessionBody body;
};
struct SittingFact { // sittings and scorings, opened or ended, by the type of its entry
    EntryFact at;
    record::SittingBody body;
};
struct TouchFact { // on a score sheet
    EntryFact at;
    SittingId sitting;
};
struct ResultFact { // whose signatures hold
    EntryFact at;
    Hash hash; // of its payload
    record::ResultRecord record;
    std::string examiner; // of an own sheet: the staff number on its examiner's certificate
};

struct LedgerFacts {
    TerminalId terminal;
    std::vector<EntryFact> entries; // all, by index
    std::vector<ClockStepFact> steps;
    std::vector<SessionFact> sessions;
    std::vector<SittingFact> sittings;
    std::vector<TouchFact> touches;
    std::vector<ResultFact> results;
};

struct CentreFacts {
    CentreId centre;
    std::vector<LedgerFacts> ledgers; // by terminal
};

} // namespace kaogong::bureau::signals
