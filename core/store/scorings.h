// The journals of scorings: every touch that changes a score of an operation test is one sealed row in one transaction with its ledger
// entries, and what was scored is folded from these rows alone. A practice run has no journal. Unlike answers, scores stay readable on the
// terminal until they are delivered and it is told to forget them: the score record sheet is printed from them.
#pragma once

#include "core/assessment/practical/own_sheet.h"
#include "core/store/journals.h"

namespace kaogong::store {

class Scorings {
  public:
    Scorings(Db& db, const Journals::Parts& parts) : db_(db), journals_(parts, JournalKind::scoring) {}

    // Draws record id and salt of the later record. scoring_wrong_state for a practice run, which stores nothing.
    Result<SittingFacts> open(const SittingOpening& opening, practical::ScoringMode mode);
    // On the medium when this returns; the same event again is a success and changes nothing. A signature over the result's payload stands
    // in the same transaction as the event that says that it was made: one without the other is refused (scoring_signature_missing).
    // Errors: those of Sittings::append, record_value_invalid (an event that no journal could hold), examiner's texts that are too long.
    struct Numbered {
        std::uint64_t sequence = 0;
        const practical::ScoringEvent& event;
        ByteView signature = {};
    };
    Result<void> append(const SittingId& scoring, const Numbered& numbered);
    Result<std::vector<practical::ScoringEvent>> load(const SittingId& scoring);
    // Load and fold: the state as it was when the last event was acknowledged.
    Result<practical::ScoringState> replay(const SittingId& scoring, std::shared_ptr<const practical::ScoringRules> rules);
    // Of an own sheet away from the desk, which has a journal of the same make. journal_broken where it is the journal of a desk.
    Result<practical::OwnSheetState> replay_own_sheet(const SittingId& sheet, practical::OwnSheetState start);

    Result<SittingFacts> find(const SittingId& scoring) { return journals_.find(scoring); }
    // Those that were not delivered: what to resume at a start.
    Result<std::vector<SittingFacts>> undelivered();
    // Also those of earlier attempts; a second scoring of one candidate in one session is for the caller to warn of.
    Result<std::vector<SittingFacts>> of_candidate(const CandidateRef& candidate) { return journals_.of_candidate(candidate); }

    // A picture or a sheet that came in, durable before the event that names it. Its hash is how event, record and parcel speak of a picture.
    Result<Hash> keep_file(const SittingId& scoring, ByteView file, std::int64_t leave_files = 0) {
        return journals_.keep_file(scoring, file, leave_files);
    }
    Result<Secret> file(const SittingId& scoring, const Hash& hash) { return journals_.file(scoring, hash); }
    Result<std::vector<Secret>> files(const SittingId& scoring) { return journals_.files(scoring); }

    struct Signature {
        std::uint64_t sequence = 0; // of its event
        Bytes signature;
    };
    Result<std::vector<Signature>> signatures(const SittingId& scoring);
    // Erases the way back to a scoring that was delivered; scoring_wrong_state before that.
    Result<void> forget(const SittingId& scoring);

  private:
    Db& db_;
    Journals journals_;
};

} // namespace kaogong::store
