// A device with a key and a certificate for measurements of signatures; it lives only as long as the measurement.
#pragma once

#include "core/base/clock.h"
#include "core/record/result_record.h"
#include "core/store/ledger.h"

namespace kaogong::cli::bench {

inline constexpr std::int64_t kHourS = 3'600;

struct BenchDevice {
    SystemClock clock;
    SystemRandom random;
    record::KeyPair device;
    TerminalId terminal;
    Bytes certificate;
};
Result<BenchDevice> make_device();

// Its ledger in a database file of its own, with the very tables of a terminal.
struct BenchLedger {
    std::unique_ptr<store::Db> db; // where the ledger looks for it, wherever this moves
    store::Ledger ledger;
};
Result<BenchLedger> open_ledger(BenchDevice& world, const Path& file);

// A theory result of 100 items, which the device alone is to sign.
record::ResultRecord new_record(BenchDevice& world);

} // namespace kaogong::cli::bench
