#include "sync/cli/bench/stick_bench.h"

#include "core/base/codes/base.h"
#include "core/record/parcel.h"
#include "core/record/signed_result.h"
#include "core/store/terminal_store.h"
#include "sync/cli/bench/bench_device.h"
#include "sync/measure/machine.h"
#include "sync/process/child_process.h"

#include <algorithm>

namespace kaogong::cli::bench {

using namespace measure;

namespace {

constexpr double kTargetS = 5;
constexpr double kStickBytesPerS = 10e6;
constexpr std::size_t kAnswersBytes = 6'000; // a candidate's sealed answers
constexpr std::int64_t kPatienceMs = 600'000;
constexpr std::size_t kParcelBytesMax = 64u << 20;

record::RootSet made_roots(BenchDevice& world) {
    record::RootSet roots{.threshold = 2, .environment = record::Environment::demo};
    for (int i = 0; i < 3; ++i) roots.keys.push_back(record::KeyPair::generate(world.random).public_key().bytes());
    std::sort(roots.keys.begin(), roots.keys.end());
    return roots;
}

// A terminal that nobody has collected from: its parcels lie in DATA/spool/out.
Result<void> lay_out(const Path& data, int results) {
    BenchDevice world = TRY(make_device());
    const auto sealing = record::age::Identity::generate(world.random);
    const record::RootSet roots = made_roots(world);
    const record::EnrolledBody enrolment{.root_set = record::sha256(roots.encode()),
                                         .bundle_version = 1,
                                         .environment = record::Environment::demo,
                                         .certificate = world.certificate,
                                         .software = "bench"};
    auto store = TRY(
        store::TerminalStore::open({.data = data,
                                    .terminal = world.terminal,
                                    .device = world.device,
                                    .sealing = sealing,
                                    .certificate = world.certificate,
                                    .roots = roots,
                                    .clock = world.clock,
                                    .random = world.random,
                                    .boot = {.boot_id = world.clock.now().boot_id, .hardware = {}, .tpm_counter = {}, .software = "bench"},
                                    .enrolment = enrolment}));
    for (int i = 0; i < results; ++i) {
        const Bytes answers = world.random.bytes(kAnswersBytes);
        record::ResultRecord record = new_record(world);
        record.evidence = {record::sha256(answers)};
        Bytes result = TRY(record::seal_result(record, {{&world.device, world.certificate}}, world.clock.wall_ms() / 1'000));
        TRY(store->results().seal({.signed_result = std::move(result), .blobs = {answers}}));
    }
    TRY(store->export_due());
    return success();
}

struct OnStick {
    std::size_t bytes = 0;
    std::size_t results = 0;
};
Result<OnStick> look_at(const Path& stick) {
    OnStick found;
    std::error_code failed;
    for (std::filesystem::recursive_directory_iterator file(stick, failed), end; !failed && file != end; file.increment(failed)) {
        if (file->path().extension() != ".KGP") continue;
        const Bytes bytes = TRY(read_file(file->path(), kParcelBytesMax));
        const record::Parcel parcel = TRY(record::open_parcel(bytes));
        found.bytes += bytes.size();
        for (const ByteView entry : parcel.entries)
            found.results += TRY(record::decode_entry(entry)).content.type == record::EventType::result ? 1u : 0u;
    }
    if (failed) return errno_error(failed.value(), stick);
    return found;
}

Result<double> export_seconds(const StickBench& bench, const Path& data, const Path& stick) {
    const double begin_s = seconds_now();
    const ChildExit done = TRY(run_child({bench.program, "export", "--data", data, stick}, kPatienceMs));
    const double end_s = seconds_now();
    if (done.status != 0) return error(codes::child_failed, "export: " + done.output + done.errors);
    return end_s - begin_s;
}

} // namespace

Result<Figures> measure_stick(const StickBench& bench) {
    const Path data = bench.scratch / "terminal", stick = bench.scratch / "stick";
    for (const Path& folder : {bench.scratch, stick}) TRY(make_folder(folder));
    TRY(lay_out(data, bench.results));
    const double took_s = TRY(export_seconds(bench, data, stick));
    const OnStick there = TRY(look_at(stick));
    const DiskSeconds bare = TRY(move_bytes(stick, there.bytes));
    const double bare_s = bare.write + bare.read;
    const double moving_s = 2 * static_cast<double>(there.bytes) / kStickBytesPerS;
    const auto sent = static_cast<double>(bench.results), kept = static_cast<double>(there.results);
    return Figures{
        judged_by_value(
            {.name = "usb", .value = moving_s + std::max(0.0, took_s - bare_s), .unit = "s", .limit = moving_s, .target = kTargetS},
            Better::less),
        judged_by_value({.name = "usb-folder", .value = took_s, .unit = "s", .limit = bare_s}, Better::less),
        judged_by_value({.name = "usb-kept", .value = kept, .unit = "results", .limit = sent, .target = sent}, Better::more)};
}

} // namespace kaogong::cli::bench
