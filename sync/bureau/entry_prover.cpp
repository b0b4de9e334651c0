#include "sync/bureau/entry_prover.h"

#include "core/base/codes/bureau.h"
#include "core/base/log.h"
#include "core/record/entry.h"

namespace kaogong::bureau {
namespace {

// An entry of a type or version that this program does not know is signed all the same.
Result<void> prove_entry(ByteView entry, const record::PublicKey& device) {
    const auto message = TRY(record::Sign1::decode(entry));
    return record::verify_attached(message, device);
}

} // namespace

Result<std::optional<UnprovedRun>> EntryProver::next() {
    auto terminal = TRY(store_.registry().next_unproved(last_));
    if (!terminal && last_ != TerminalId()) terminal = TRY(store_.registry().next_unproved(TerminalId()));
    last_ = terminal ? terminal->id : TerminalId();
    if (!terminal || !terminal->key) return std::optional<UnprovedRun>();
    auto segment = TRY(store_.intake().next_segment(terminal->ledger_key(), terminal->proved));
    if (!segment) return std::optional<UnprovedRun>();
    return std::optional(UnprovedRun{.ledger = terminal->ledger_key(), .key = *terminal->key, .segment = std::move(*segment)});
}

ProvedRun EntryProver::prove(const UnprovedRun& run) {
    ProvedRun proved{.ledger = run.ledger, .end = run.segment.first + run.segment.leaves.size(), .forged = {}};
    const auto device = record::PublicKey::from(run.key);
    CHECK(device); // it was enrolled
    std::uint64_t index = run.segment.first;
    record::cbor::Reader entries(run.segment.entries);
    for (; index < proved.end && !proved.forged; ++index) {
        const auto entry = entries.bytes();
        if (!entry || !prove_entry(*entry, *device)) proved.forged = index;
    }
    return proved;
}

Result<void> EntryProver::keep(const ProvedRun& run, std::int64_t wall_ms) {
    auto tx = TRY(store_.begin_ledger(run.ledger));
    TRY(store_.registry().set_proved(run.ledger, run.end, run.forged));
    if (run.forged) {
        TRY(store_.registry().freeze(run.ledger, wall_ms));
        log(LogLevel::error, error(codes::ledger_entry_forged),
            {{"terminal", run.ledger.terminal.hex()}, {"entry", *run.forged}});
    }
    return tx->commit();
}

} // namespace kaogong::bureau
