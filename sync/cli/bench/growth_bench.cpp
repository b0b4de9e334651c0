// Whether a terminal's ledger costs more as it grows: appending to it, and verifying the whole of it.
#include "core/record/entry_bodies.h"
#include "sync/cli/bench/bench_device.h"
#include "sync/cli/bench/core_bench.h"
#include "sync/measure/growth.h"

#include <algorithm>
#include <map>

namespace kaogong::cli::bench {

using namespace measure;

namespace {

constexpr std::int64_t kOfBatch = 100; // entries of one transaction

Result<void> append_batch(BenchDevice& world, BenchLedger& into, std::int64_t entries) {
    auto tx = TRY(store::LedgerTx::begin(*into.db, into.ledger));
    for (std::int64_t i = 0; i < entries; ++i)
        TRY(tx.append(record::EventType::answer, record::encode_body(record::AnswerBody{.sitting = world.random.fixed<SittingId>(),
                                                                                        .sealed = world.random.fixed<Hash>()})));
    return tx.commit();
}

} // namespace

Result<Figures> measure_growth(const CoreBench& bench, std::int64_t entries_max) {
    BenchDevice world = TRY(make_device());
    BenchLedger opened = TRY(open_ledger(world, bench.scratch / "growth.db"));
    std::map<std::int64_t, double> verified_s; // of the whole ledger, by its size
    Figures figures = TRY(measure_decades("growth-append-", entries_max, [&](std::int64_t from, std::int64_t to) -> Result<double> {
        const double begin_s = cpu_seconds_now();
        for (std::int64_t at = from; at < to; at += kOfBatch) TRY(append_batch(world, opened, std::min(kOfBatch, to - at)));
        const double end_s = cpu_seconds_now();
        TRY(opened.ledger.check());
        verified_s[to] = cpu_seconds_now() - end_s;
        return end_s - begin_s;
    }));
    // An entry of a ledger of that size costs what all of it cost, divided by all of it.
    const Figures verified = TRY(measure_decades("growth-verify-", entries_max, [&](std::int64_t from, std::int64_t to) -> Result<double> {
        return verified_s.at(to) * static_cast<double>(to - from) / static_cast<double>(to);
    }));
    figures.insert(figures.end(), verified.begin(), verified.end());
    return figures;
}

} // namespace kaogong::cli::bench
