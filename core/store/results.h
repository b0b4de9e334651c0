// Sealed results and submissions: stored with their ledger entry and whatever travels with them in one transaction, and followed until the
// bureau's receipt. Exported is not delivered; only a verified receipt is.
#pragma once

#include "core/record/answer.h"
#include "core/record/signed_result.h"
#include "core/store/sittings.h"

namespace kaogong::store {

struct SealedResult {
    Bytes signed_result;
    std::vector<Bytes> blobs; // files whose hashes are its evidence: sealed answers, photos
};

struct ResultStatus {
    std::uint64_t entry_index = 0;
    Hash record_hash;
    record::RecordKind kind = record::RecordKind::submission;
    std::optional<record::Verdict> verdict; // none: the bureau has not said anything
    int code = 0;                           // why it is held or quarantined
    bool delivered = false;                 // a verified receipt is stored
};

class Results {
  public:
    Results(Db& db, Ledger& ledger, Sittings& sittings) : db_(db), ledger_(ledger), sittings_(sittings) {}

    // All of one sitting at once: submission, and result where keys were released. Each is opened first, so that nothing broken is sealed;
    // a repeated call with the same records changes nothing. The way back to the answers is erased in the same transaction.
    Result<void> seal(const SittingId& sitting, const std::vector<SealedResult>& sealed);
    // Those of a scoring, whose journal stays readable: it holds no answers, and the score record sheet is printed from it.
    Result<void> seal_scoring(const SittingId& scoring, const std::vector<SealedResult>& sealed);
    // One that belongs to no sitting of this terminal (co-signed, amended).
    Result<void> seal(const SealedResult& sealed);

    Result<std::vector<ResultStatus>> all();
    Result<std::vector<ResultStatus>> of_sitting(const SittingId& sitting);
    Result<std::size_t> undelivered();
    Result<std::size_t> count_of(const SessionId& session);
    // Overwrites what the log still holds of erased recovery keys; done by seal() itself unless the disk was full just then.
    Result<void> wipe_log();
    Result<Bytes> signed_result(std::uint64_t entry_index);
    // What people hand on; record_key_missing while there is no receipt.
    Result<Bytes> proof(std::uint64_t entry_index);

  private:
    Result<void> add(LedgerTx& tx, const SealedResult& sealed, std::optional<std::int64_t> sitting);
    Result<bool> is_stored(const SealedResult& sealed);
    Result<std::vector<ResultStatus>> statuses(Stmt rows);

    Db& db_;
    Ledger& ledger_;
    Sittings& sittings_;
    bool wipe_due_ = false;
};

} // namespace kaogong::store
