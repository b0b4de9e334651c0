// Records encoded, signed and appended to a ledger in its database, in batches, beside bare signatures and one sync a batch.
#include "core/base/codes/base.h"
#include "core/record/entry_bodies.h"
#include "core/record/signed_result.h"
#include "sync/cli/bench/bench_device.h"
#include "sync/cli/bench/core_bench.h"

#include <array>

#include <fcntl.h>
#include <unistd.h>

namespace kaogong::cli::bench {

using namespace measure;

namespace {

constexpr int kRounds = 3;
constexpr int kSignaturesOfRecord = 2; // the result's and its ledger entry's

struct Batch {
    int size;
    int count; // batches in one round
    double target;
};
constexpr std::array kBatches = {Batch{1, 200, 0.85}, Batch{10, 40, 0.85}, Batch{100, 8, 0.55}};

// Records a second through encoding, both signatures, tree and database.
Result<double> records_a_second(BenchDevice& world, BenchLedger& into, const Batch& batch) {
    std::vector<record::ResultRecord> records;
    for (int i = 0; i < batch.size * batch.count; ++i) records.push_back(new_record(world));
    const std::int64_t now_s = world.clock.wall_ms() / 1'000;
    const double begin_s = seconds_now();
    auto record = records.begin();
    for (int i = 0; i < batch.count; ++i) {
        auto tx = TRY(store::LedgerTx::begin(*into.db, into.ledger));
        for (int n = 0; n < batch.size; ++n, ++record) {
            Bytes result = TRY(record::seal_result(*record, {{&world.device, world.certificate}}, now_s));
            const Hash hash = record::sha256(result);
            TRY(tx.append(record::EventType::result, record::encode_body(record::ResultBody{hash, std::move(result)})));
        }
        TRY(tx.commit());
    }
    return static_cast<double>(records.size()) / (seconds_now() - begin_s);
}

// The least: as many signatures over as many bytes, the bytes at the end of a file, one sync a batch.
Result<double> bare_records_a_second(const BenchDevice& world, const Path& file, std::size_t record_size, const Batch& batch) {
    const Bytes bytes(record_size, 0x5a);
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) return errno_error(errno, file);
    bool good = true;
    const double begin_s = seconds_now();
    for (int i = 0; i < batch.count; ++i) {
        for (int n = 0; n < batch.size; ++n) {
            for (int s = 0; s < kSignaturesOfRecord; ++s) good = good && world.device.sign(bytes).bytes[0] + 1 > 0;
            good = good && ::write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
        }
        good = good && ::fdatasync(fd) == 0;
    }
    const double seconds = seconds_now() - begin_s;
    ::close(fd);
    if (!good) return error(codes::file_unwritable, file.string());
    return batch.size * batch.count / seconds;
}

} // namespace

Result<Figures> measure_append(const CoreBench& bench) {
    BenchDevice world = TRY(make_device());
    BenchLedger opened = TRY(open_ledger(world, bench.scratch / "append.db"));
    const std::size_t record_size =
        TRY(record::seal_result(new_record(world), {{&world.device, world.certificate}}, world.clock.wall_ms() / 1'000)).size();
    Figures figures;
    for (const Batch& batch : kBatches) {
        std::vector<double> values, limits;
        for (int round = 0; round < kRounds; ++round) {
            limits.push_back(TRY(bare_records_a_second(world, bench.scratch / "append.raw", record_size, batch)));
            values.push_back(TRY(records_a_second(world, opened, batch)));
        }
        figures.push_back(judged_by_ratio({.name = "append-" + std::to_string(batch.size),
                                           .value = median(values),
                                           .unit = "records/s",
                                           .limit = median(limits),
                                           .target = batch.target},
                                          Better::more));
    }
    return figures;
}

} // namespace kaogong::cli::bench
