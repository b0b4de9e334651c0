// The journals of sittings: what a candidate did is folded from these rows and from nothing else. Answers are never here in clear, and
// after hand-in nothing on the terminal can open them.
#pragma once

#include "core/assessment/sitting.h"
#include "core/store/journals.h"

namespace kaogong::store {

class Sittings {
  public:
    explicit Sittings(const Journals::Parts& parts) : journals_(parts, JournalKind::sitting) {}

    Result<SittingFacts> open(const SittingOpening& opening) { return journals_.open(opening); }
    // The event is on the medium when this returns. The same event under the same sequence again is a success and changes nothing, so a
    // caller that got an error may simply try once more. Errors: sitting_unknown, sitting_sequence_wrong, sealed_answer_damaged after
    // hand-in, those of the database.
    struct Numbered {
        std::uint64_t sequence = 0;
        const assessment::SittingEvent& event;
    };
    Result<void> append(const SittingId& sitting, const Numbered& numbered);
    Result<std::vector<assessment::SittingEvent>> load(const SittingId& sitting);

    Result<SittingFacts> find(const SittingId& sitting) { return journals_.find(sitting); }
    // Those whose seat was never released: what to resume at a start.
    Result<std::vector<SittingFacts>> unreleased();
    Result<std::vector<SittingFacts>> of_candidate(const CandidateRef& candidate) { return journals_.of_candidate(candidate); }
    // The sitting's key as it was wrapped to the bureau and the recovery key; for the submission.
    Result<Bytes> wrapped_key(const SittingId& sitting) { return journals_.wrapped_key(sitting); }
    // The way back to the answers is erased, as part of the transaction that seals them.
    Result<void> erase_recovery(LedgerTx&, const SittingId& sitting) { return journals_.erase_recovery(sitting); }
    // Whether it was handed in and sealed: load() can no longer open it.
    Result<bool> is_closed(const SittingId& sitting) { return journals_.is_closed(sitting); }
    // Frees the seat of a sitting that was closed before this start. Its key is gone, so the event, which holds no answer, stands unsealed.
    Result<void> release_closed(const SittingId& sitting, const assessment::SeatReleased& event);
    void forget_key(const SittingId& sitting) { journals_.forget_key(sitting); }

  private:
    Result<std::vector<EntryDraft>> entries_beside(const SittingId& sitting, const assessment::SittingEvent& event);

    Journals journals_;
};

} // namespace kaogong::store
