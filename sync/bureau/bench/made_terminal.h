// A terminal for measurements: enrolled at the scratch bureau like any other, with a ledger that lives only in memory. What it makes is
// what a real one sends, so that a bureau which is told of its candidates accepts every result.
#pragma once

#include "core/record/entry.h"
#include "core/record/result_record.h"
#include "sync/bureau/bench/made_panel.h"

namespace kaogong::bureau::bench {

inline constexpr const char* kMadeOccupation = "6-31-01-03";
inline constexpr int kMadeLevel = 3;

// What a terminal has put into parcels so far.
struct MadeCount {
    std::uint64_t entries = 0;
    std::uint64_t results = 0;
    std::uint64_t signatures = 0;   // on results: what a bureau must check to believe them
    std::uint64_t signed_bytes = 0; // under those signatures, each counted by itself
    std::uint64_t parcel_bytes = 0;

    MadeCount& operator+=(const MadeCount& more);
    std::size_t message_bytes() const { return signatures == 0 ? 0 : signed_bytes / signatures; }
};

class MadeTerminal {
  public:
    struct Place {
        std::string centre = "bench";
        std::int64_t seat = 1;
    };
    static Result<MadeTerminal> enrol(const Registrar& registrar, const Place& place);

    // Somebody of whom the bureau learns by make_known().
    CandidateRef new_candidate();
    // A theory result of 100 items, signed by the device.
    Result<void> append_theory(const CandidateRef& candidate);
    // Result of an operation test: rows, modules, the readings behind them as evidence; five signatures.
    Result<void> append_operation(const CandidateRef& candidate, const MadePanel& panel);
    // Both components together, signed by device and the site's chief.
    Result<void> append_combined(const CandidateRef& candidate, const MadePanel& panel);
    // What an answer leaves in a ledger: a hash.
    Result<void> append_answer();

    // Registers the candidates since the last time, as issuing their session's package would have.
    Result<void> make_known(Store& store);
    // Everything since the last one.
    Result<Bytes> parcel();

    const MadeCount& made() const { return made_; }
    const LedgerKey& ledger() const { return ledger_; }

  private:
    MadeTerminal(const Registrar& registrar, record::KeyPair device, Terminal enrolled, record::LedgerTip tip);
    Result<void> append(record::EventType type, Bytes body);
    record::ResultRecord new_record(record::RecordKind kind, const CandidateRef& candidate);
    Result<void> append_result(record::ResultRecord record, const std::vector<const MadePerson*>& cosigners);

    Clock& clock_;
    Random& random_;
    record::Environment environment_;
    std::int64_t bundle_version_;
    record::KeyPair device_;
    Bytes certificate_;
    LedgerKey ledger_;
    record::LedgerTip tip_;
    record::MerkleTree before_; // at the last parcel
    std::vector<Bytes> entries_;
    std::vector<Bytes> blobs_;
    SessionId session_;
    SittingId sitting_;
    std::vector<CandidateRef> unknown_;
    MadeCount made_;
};

// What the bureau holds of it: entries, and results that it accepted.
struct Kept {
    std::uint64_t entries = 0;
    std::uint64_t results = 0;
};
Result<Kept> kept_of(Store& store, const LedgerKey& ledger);

} // namespace kaogong::bureau::bench
