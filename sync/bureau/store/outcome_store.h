// Outcomes as the bureau drew them up, the rules that were applied, and what the bureau was told of single candidates beside their results.
// All of it only grows: what changes is a new row, and the later one counts.
#pragma once

#include "core/base/random.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::bureau {

// A rules file (*.outcome.toml) as it was entered.
struct OutcomeRulesRow {
    std::uint64_t number = 0; // given by the store, rising: the later one counts where two speak of a day
    Hash hash;                // of the file
    std::string occupation;   // 职业编码
    int level = 0;            // 1..8
    std::int64_t from_ms = 0; // first day of a test to which it applies, UTC
    Bytes file;
    std::string by;
    std::int64_t noted_ms = 0;
};
inline constexpr std::size_t kOutcomeRulesMax = 1'000; // of one occupation and level

// What stands in an approval and in no result: a component from which a candidate is exempt (免考), an earlier result that is retained
// (成绩保留), a level that is skipped (越级申报). Numbers are stable.
enum class OutcomeNoteKind : std::uint8_t { exempt = 1, retained, skip };
struct OutcomeNoteRow {
    std::uint64_t number = 0; // given by the store
    CandidateRef candidate;
    OutcomeNoteKind kind = OutcomeNoteKind::exempt;
    int method = 0;             // exempt, retained: 评价方式
    std::optional<Hash> record; // retained: the signed result that is cited
    int held_level = 0;         // skip
    std::string basis;          // the document; of a skip its reason
    std::string evidence;       // skip: what it rests on
    std::string by;
    std::int64_t noted_ms = 0;
};
inline constexpr std::size_t kOutcomeNotesMax = 100; // of one candidate

// What an outcome is about. Its versions have this in common.
struct OutcomeKey {
    Hash subject; // the person's mark (person_mark.h), or a hash of the reference where no document was known
    std::string occupation;
    int level = 0;
    std::string organisation;
    std::string plan;
    bool operator==(const OutcomeKey&) const = default;
};
struct OutcomeRow {
    std::uint64_t number = 0; // given by the store, rising
    OutcomeKey key;
    CandidateRef candidate;
    CentreId centre; // of the newest result that it rests on
    std::uint64_t version = 1;
    int verdict = 0; // practical::Verdict
    Hash hash;       // of the signed statement
    Hash facts;      // outcome_facts_hash
    Bytes statement; // core/record/outcome_statement.h
    std::uint64_t log_index = 0;
    std::int64_t at_ms = 0;
};

// Newest versions, page by page: a whole province's year does not fit into memory.
struct OutcomePage {
    std::uint64_t after = 0; // the number of the last row of the page before
    std::string plan = {};   // empty: of all plans
    std::size_t limit = 500;
};

class OutcomeStore {
  public:
    virtual ~OutcomeStore() = default;

    // The log is held (store.h) when anything is added, so that numbers and versions are given once.
    virtual Result<std::uint64_t> add_rules(const OutcomeRulesRow& row) = 0;                           // its number
    virtual Result<std::vector<OutcomeRulesRow>> rules_of(std::string_view occupation, int level) = 0; // by number
    virtual Result<std::vector<OutcomeRulesRow>> all_rules() = 0;                                      // by number, without the files
    virtual Result<std::optional<OutcomeRulesRow>> rules_with(const Hash& hash) = 0;

    virtual Result<std::uint64_t> add_note(const OutcomeNoteRow& row) = 0;
    virtual Result<std::vector<OutcomeNoteRow>> notes_of(const CandidateRef& candidate) = 0; // by number

    virtual Result<std::uint64_t> add_outcome(const OutcomeRow& row) = 0;
    virtual Result<std::optional<OutcomeRow>> newest_outcome(const OutcomeKey& key) = 0;
    virtual Result<std::optional<OutcomeRow>> outcome(const Hash& hash) = 0;
    virtual Result<std::vector<OutcomeRow>> outcomes_of(const Hash& subject) = 0;         // all versions, by number
    virtual Result<std::vector<OutcomeRow>> newest_outcomes(const OutcomePage& page) = 0; // by number
};

} // namespace kaogong::bureau
