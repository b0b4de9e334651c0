// Marking, assembling and verifying. Appending is in append_bench.cpp.
#include "sync/cli/bench/core_bench.h"

#include "core/assessment/marking.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/base.h"
#include "core/record/parcel.h"
#include "sync/bank/store/bank_store.h"
#include "sync/cli/bench/bench_device.h"
#include "sync/measure/machine.h"

#include <algorithm>
#include <thread>

namespace kaogong::cli::bench {

using namespace measure;

namespace {

constexpr double kMarkTarget = 1e6; // papers a second on one core
constexpr double kMarkSeconds = 1.0;
constexpr std::size_t kSheets = 256;
constexpr std::size_t kBigBank = 100'000;
constexpr int kPapers = 25;
constexpr double kAssembleTargetMs = 20;
constexpr std::uint64_t kEntries = 4'000;
constexpr double kVerifyTarget = 0.9;

Result<bank::SpecFile> read_spec(const Path& path) {
    bank::FileFaults faults;
    auto spec = bank::load_spec(path, faults);
    if (!spec) return error(codes::file_unreadable, path.string());
    return std::move(*spec);
}

// ---- mark

// Sheets that differ: each candidate leaves another question open and chooses other options.
std::vector<assessment::ItemResponse> sheet(const bank::DrawnPaper& drawn, std::size_t number) {
    std::vector<assessment::ItemResponse> responses;
    for (std::size_t i = 0; i < drawn.items.size(); ++i) {
        const assessment::Item& item = drawn.items[i];
        if (!has_options(item.type) || (i + number) % 17 == 0) continue;
        responses.push_back({item.id, assessment::ChosenOptions{{item.options[(i + number) % item.options.size()].id}}});
    }
    return responses;
}

} // namespace

Result<Figures> measure_mark(const CoreBench& bench) {
    const bank::SpecFile spec = TRY(read_spec(bench.spec));
    auto store = TRY(bank::BankStore::open(bench.bank, bank::BankStore::Access::existing));
    const bank::DrawnPaper drawn = TRY(bank::draw_paper(store, spec, 1));
    const auto pool = TRY(assessment::ItemPool::build(drawn.items, drawn.stimuli));
    const auto prepared = TRY(assessment::PreparedPaper::prepare(spec.spec, pool, drawn.paper, drawn.keys));
    std::vector<assessment::PreparedAnswers> answers;
    for (std::size_t i = 0; i < kSheets; ++i) answers.push_back(TRY(prepared.read(sheet(drawn, i))));
    assessment::PaperMark mark;
    std::uint64_t papers = 0;
    assessment::Points total = 0;
    const double begin_s = seconds_now();
    double end_s = begin_s;
    while (end_s - begin_s < kMarkSeconds) {
        for (const assessment::PreparedAnswers& each : answers) {
            mark_prepared(prepared, each, {}, mark);
            total += mark.points;
        }
        papers += answers.size();
        end_s = seconds_now();
    }
    CHECK(total > 0); // the marks are looked at, so they are made
    const double value = static_cast<double>(papers) / (end_s - begin_s);
    return Figures{{.name = "mark",
                    .value = value,
                    .unit = "papers of " + std::to_string(drawn.items.size()) + "/s",
                    .target = kMarkTarget,
                    .met = value >= kMarkTarget}};
}

// ---- assemble

Result<Figures> measure_assemble(const CoreBench& bench) {
    const bank::SpecFile spec = TRY(read_spec(bench.spec));
    auto store = TRY(bank::BankStore::open(bench.bank, bank::BankStore::Access::existing));
    std::vector<assessment::Item> sample, items;
    for (const bank::BankItem& item : TRY(store.items()))
        if (item.item.stimulus.empty()) sample.push_back(item.item);
    for (std::size_t i = 0; items.size() < kBigBank; ++i) {
        items.push_back(sample[i % sample.size()]);
        items.back().id += "-" + std::to_string(i / sample.size());
    }
    const auto pool = TRY(assessment::ItemPool::build(std::move(items)));
    std::vector<double> times_ms;
    for (int seed = 1; seed <= kPapers; ++seed) {
        const double begin_s = seconds_now();
        const auto paper = TRY(assessment::assemble(spec.spec, pool, static_cast<std::uint64_t>(seed)));
        times_ms.push_back((seconds_now() - begin_s) * 1e3);
        for (const assessment::PaperProof& line : paper.proof)
            if (line.exact && !line.met()) return error(codes::paper_misfits, line.of);
    }
    const double value = median(times_ms);
    return Figures{{.name = "assemble", .value = value, .unit = "ms", .target = kAssembleTargetMs, .met = value <= kAssembleTargetMs}};
}

// ---- verify

namespace {

Result<Bytes> ledger_file(BenchDevice& world) {
    record::LedgerTip tip(world.terminal, world.random.fixed<record::Incarnation>(), record::MerkleTree());
    std::vector<Bytes> entries;
    for (std::uint64_t i = 0; i < kEntries; ++i) {
        entries.push_back(
            TRY(tip.next({.type = record::EventType::heartbeat, .body = record::empty_body(), .at = world.clock.now()}, world.device)));
        tip.stored(entries.back());
    }
    const record::MerkleTree before;
    record::ParcelPlan plan{.before = &before, .certificate = world.certificate, .issued_at_s = world.clock.wall_ms() / 1'000};
    for (const Bytes& entry : entries) plan.entries.push_back(entry);
    return record::build_parcel(plan, world.device);
}

} // namespace

Result<Figures> measure_verify(const CoreBench&) {
    BenchDevice world = TRY(make_device());
    const record::KeyPair& device = world.device;
    const Bytes file = TRY(ledger_file(world));
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    std::vector<double> values, limits;
    for (int round = 0; round < 3; ++round) {
        limits.push_back(checks_a_second(device, file.size() / kEntries));
        const double begin_s = seconds_now();
        const record::Parcel parcel = TRY(record::open_parcel(file));
        record::MerkleTree tree;
        TRY(record::verify_parcel(parcel, device.public_key(), tree, threads));
        values.push_back(static_cast<double>(kEntries) / (seconds_now() - begin_s));
    }
    return Figures{judged_by_ratio(
        {.name = "verify", .value = median(values), .unit = "entries/s", .limit = median(limits), .target = kVerifyTarget}, Better::more)};
}

} // namespace kaogong::cli::bench
