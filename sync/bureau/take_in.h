// Taking in one parcel that was examined: everything from the intake rule to the answer, in one transaction. Private to intake.
#pragma once

#include "sync/bureau/arrival.h"
#include "sync/bureau/log_writer.h"

namespace kaogong::bureau {

class TakeIn {
  public:
    TakeIn(Store& store, const Authority& authority, std::int64_t wall_ms) : store_(store), authority_(authority), wall_ms_(wall_ms) {}

    Result<Committed> run(const ParcelRow& row, Arrival& arrival);

  private:
    Result<Following> following_of(const ParcelRow& row, const ExaminedParcel& examined, const HeldLedger& held, const HeldLedger& before);
    Result<Committed> keep_waiting(const ParcelRow& row, const Terminal& terminal, ByteView file);
    Result<Committed> keep_fork(const ParcelRow& row, ByteView file, const Terminal& terminal, std::uint64_t fork_index);
    Result<Committed> append(const ParcelRow& row, ExaminedParcel examined, Terminal terminal, const Following& following);

    Result<void> keep_entries(const ParcelRow& row, const ExaminedParcel& examined, std::size_t new_from);
    Result<void> keep_blobs(const ParcelRow& row, const record::Parcel& parcel);
    Result<void> judge_new(std::vector<ExaminedEntry> entries, const JudgeFacts& facts, LogWriter& log);
    Result<Bytes> answer(const record::Parcel& parcel, const Terminal& terminal, LogWriter& log);
    Result<std::vector<JudgedRow>> rows_to_tell(const record::Parcel& parcel, const LedgerKey& ledger); // by index
    Result<void> add_verdict(const JudgedRow& row, bool earlier, LogWriter& log, record::Answer& answer);

    Store& store_;
    const Authority& authority_;
    std::int64_t wall_ms_;
    std::uint64_t held_before_ = 0;
    std::vector<JudgedRow> judged_; // of this parcel's new entries, by index
};

// Whether an error of taking in is the parcel's own fault and not the store's.
bool concerns_content(Code code);

} // namespace kaogong::bureau
