// The journals of sittings: one sealed row for every event, durable before anybody is told that it is saved. What a candidate did is folded
// from these rows and from nothing else. Answers are never here in clear, and after hand-in nothing on the terminal can open them.
#pragma once

#include "core/assessment/sitting.h"
#include "core/record/result_record.h"
#include "core/record/sealed_answers.h"
#include "core/store/ledger.h"

#include <map>

namespace kaogong::store {

struct SittingOpening {
    SessionId session;
    CandidateRef candidate;
    PackageId package;
    record::age::Recipient bureau; // answers are sealed to its response key
};

struct SittingFacts {
    SittingId id;
    SessionId session;
    CandidateRef candidate;
    PackageId package;
    RecordId record;   // drawn at opening, so that sealing again gives the same bytes
    record::Salt salt; // likewise
};

class Sittings {
  public:
    struct DeviceKeys {
        const record::age::Identity& identity;
        record::age::Recipient recipient;
    };
    Sittings(Db& db, Ledger& ledger, DeviceKeys device) : db_(db), ledger_(ledger), device_(device) {}

    Result<SittingFacts> open(const SittingOpening& opening);
    // The event is on the medium when this returns. The same event under the same sequence again is a success and changes nothing, so a
    // caller that got an error may simply try once more. Errors: sitting_unknown, sitting_sequence_wrong, sealed_answer_damaged after
    // hand-in, those of the database.
    struct Numbered {
        std::uint64_t sequence = 0;
        const assessment::SittingEvent& event;
    };
    Result<void> append(const SittingId& sitting, const Numbered& numbered);
    Result<std::vector<assessment::SittingEvent>> load(const SittingId& sitting);

    Result<SittingFacts> find(const SittingId& sitting);
    // Those whose seat was never released: what to resume at a start.
    Result<std::vector<SittingFacts>> unreleased();
    Result<std::vector<SittingFacts>> of_candidate(const CandidateRef& candidate);
    // The sitting's key as it was wrapped to the bureau and the recovery key; for the submission.
    Result<Bytes> wrapped_key(const SittingId& sitting);
    // The way back to the answers is erased, as part of the transaction that seals them.
    Result<void> erase_recovery(LedgerTx& tx, const SittingId& sitting);
    // Whether it was handed in and sealed: load() can no longer open it.
    Result<bool> is_closed(const SittingId& sitting);
    // Frees the seat of a sitting that was closed before this start. Its key is gone, so the event, which holds no answer, stands unsealed.
    Result<void> release_closed(const SittingId& sitting, const assessment::SeatReleased& event);
    void forget_key(const SittingId& sitting) { active_.erase(sitting); }

  private:
    struct Active { // a sitting whose key is in memory
        std::int64_t row = 0;
        record::SittingKey key;
        std::uint64_t last_sequence = 0;
    };
    Result<Active*> active(const SittingId& sitting);
    Result<std::uint64_t> last_sequence(std::int64_t row);
    Result<std::int64_t> row_of(const SittingId& sitting);
    struct Row {
        std::int64_t sitting = 0;
        Bytes sealed;
    };
    Result<void> seal_and_insert(Active& active, const SittingId& sitting, const Numbered& numbered);
    Result<void> insert(const SittingId& sitting, const Numbered& numbered, const Row& row);
    Result<void> must_be_same(const Active& active, const SittingId& sitting, const Numbered& numbered);
    Result<std::vector<SittingFacts>> facts_of(Stmt rows);

    Db& db_;
    Ledger& ledger_;
    DeviceKeys device_;
    std::map<SittingId, Active> active_;
};

} // namespace kaogong::store
