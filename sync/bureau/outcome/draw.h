// Drawing outcomes up 成绩合成: gathers what the log holds of a person, applies the rules that were entered for the occupation, level and
// day, and keeps the outcome as a signed statement with the places in the log that it rests on. The same results under the same rules give
// nothing new; a correction, a void or a marking again gives a new version that names the one before. Whether an outcome is final is
// another question (finality.h).
#pragma once

#include "core/record/outcome_statement.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/outcome/person.h"

#include <functional>
#include <set>

namespace kaogong::bureau::outcome {

// What is to be drawn up; what is not named is not asked for.
struct Wanted {
    std::optional<CandidateRef> candidate = {};
    std::optional<SessionId> session = {};
    std::string plan = {};
    std::string occupation = {};
    int level = 0;
};

enum class DrawnState : std::uint8_t { made = 1, unchanged, incomplete, failed };
struct Drawn {
    OutcomeKey key;
    CandidateRef candidate;
    DrawnState state = DrawnState::incomplete;
    std::optional<record::OutcomeStatement> statement; // made, unchanged
    Hash hash;                                         // of it, signed
    std::uint64_t log_index = 0;
    std::vector<Lack> lacks;  // incomplete
    std::optional<Error> why; // failed: outcome_rules_missing, outcome_incomplete
};
struct Counts {
    std::uint64_t made = 0, unchanged = 0, incomplete = 0, failed = 0;
    std::uint64_t all() const { return made + unchanged + incomplete + failed; }
};

struct DrawingDesk {
    Store& store;
    const Authority& authority;
    std::int64_t wall_ms = 0;
};
// Each outcome once, in the order of sessions and candidates, a hundred candidates in one transaction; each is told after its transaction
// has been committed. An error is one of the store, or outcome_no_results where nothing was found at all.
using Tell = std::function<void(const Drawn&)>;
Result<Counts> draw_up(const DrawingDesk& desk, const Wanted& wanted, const Tell& tell);

// A rules file enters; the same file a second time changes nothing. Its number.
struct RulesEntry {
    std::uint64_t number = 0;
    bool before = false;
};
Result<RulesEntry> enter_rules(Store& store, const bank::OutcomeFile& file, OutcomeRulesRow row);

} // namespace kaogong::bureau::outcome
