#include "sync/bureau/bench/intake_bench.h"

#include "core/base/codes/bureau.h"
#include "sync/bureau/bench/made_terminal.h"
#include "sync/bureau/init.h"
#include "sync/bureau/intake.h"
#include "sync/bureau/key_files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include <unistd.h>

namespace kaogong::bureau::bench {
namespace {

constexpr int kItems = 100;
constexpr std::size_t kCheckedBytes = 4'096; // about what a result of 100 items is
constexpr int kChecks = 4'000;
constexpr int kShares = 8;

struct Mix {
    const char* name;
    int results; // of one parcel
    int others;
    double target;
};
constexpr Mix kBare{"intake-bare", 50, 0, 0.65};
constexpr Mix kTheoryDay{"intake-theory-day", 20, 200, 0.6};

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Signature checks a second on all cores at once: the least that results cost whoever believes them.
Result<double> checks_a_second(Random& random) {
    const auto key = record::KeyPair::generate(random);
    const Bytes message = random.bytes(kCheckedBytes);
    const auto signature = key.sign(message);
    const record::PublicKey checked = key.public_key();
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::thread> threads;
    const double begin_s = seconds_now();
    for (unsigned core = 0; core < cores; ++core)
        threads.emplace_back([&] {
            for (int i = 0; i < kChecks; ++i) CHECK(checked.verify(message, signature));
        });
    for (std::thread& thread : threads) thread.join();
    return static_cast<double>(cores) * kChecks / (seconds_now() - begin_s);
}

// Resident set in mebibytes.
double memory_mib() {
    std::ifstream statm("/proc/self/statm");
    double whole = 0, resident = 0;
    statm >> whole >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

struct Desk {
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<Store> store;
    Authority authority;
    record::KeyPair issuer;
    PersonMarks persons;

    static Result<Desk> open(const IntakeOptions& options) {
        SystemClock clock = TRY(SystemClock::open());
        SystemRandom random = TRY(SystemRandom::open());
        const StoreOptions where{.data = options.scratch / "bureau", .url = options.url};
        InitOptions init{.store = where, .roots_out = {}, .environment = record::Environment::demo, .name = "bench", .origin = {}, .witnesses = {}};
        for (const char* root : {"root-1", "root-2", "root-3"}) {
            init.roots_out.push_back(options.scratch / root);
            TRY(make_folder(init.roots_out.back()));
        }
        TRY(init_bureau(init, {.clock = clock, .random = random}));
        auto store = TRY(open_store(where, StoreAccess::existing));
        Authority authority = TRY(open_authority(where.data, store->registry()));
        record::KeyPair issuer = TRY(read_key_file(where.data / "keys" / "issuer.key"));
        PersonMarks persons = TRY(PersonMarks::open(where.data, random));
        return Desk{clock, random, std::move(store), std::move(authority), std::move(issuer), std::move(persons)};
    }
    Registrar registrar() {
        return {.store = *store,
                .bundle = authority.bundle,
                .bundle_bytes = authority.bundle_bytes,
                .issuer = issuer,
                .clock = clock,
                .random = random,
                .persons = persons};
    }
};

// Takes parcels in until so many results came; gives the seconds that the parcels of each share took.
Result<std::vector<double>> take_mix(Desk& desk, const Mix& mix, std::int64_t seat, int results) {
    MadeTerminal terminal = TRY(MadeTerminal::enrol(desk.registrar(), seat));
    Intake intake(*desk.store, desk.authority, desk.clock);
    const int parcels = std::max(kShares, results / mix.results);
    std::vector<double> shares(kShares, 0.0);
    for (int i = 0; i < parcels; ++i) {
        for (int n = 0; n < mix.others; ++n) TRY(terminal.append_answer());
        for (int n = 0; n < mix.results; ++n) TRY(terminal.append_result(kItems));
        const Bytes parcel = TRY(terminal.parcel());
        const double begin_s = seconds_now();
        const Committed committed = TRY(intake.take(parcel));
        shares[static_cast<std::size_t>(i * kShares / parcels)] += seconds_now() - begin_s;
        if (committed.waiting) return error(codes::parcel_lacking, mix.name);
    }
    return shares;
}

std::string line(const char* name, double value, const char* unit, double limit, double ratio, double target) {
    return nlohmann::json{{"name", name}, {"value", value},   {"unit", unit},  {"limit", limit},
                          {"ratio", ratio}, {"target", target}, {"met", ratio >= target}}
               .dump() +
           "\n";
}

double sum(const std::vector<double>& shares) {
    double all = 0;
    for (const double share : shares) all += share;
    return all;
}

// More is better: results a second beside the checks a second, of which each result needs one.
Result<std::string> told(Desk& desk, const Mix& mix, const std::vector<double>& shares, int results) {
    const int taken = std::max(kShares, results / mix.results) * mix.results;
    const double value = taken / sum(shares);
    const double limit = TRY(checks_a_second(desk.random));
    return line(mix.name, value, "results/s", limit, value / limit, mix.target);
}

} // namespace

Result<std::string> measure_intake(const IntakeOptions& options) {
    Desk desk = TRY(Desk::open(options));
    constexpr double kGrowthTarget = 0.8; // of the early speed, late
    std::string text;
    const auto theory = TRY(take_mix(desk, kTheoryDay, 1, options.results));
    text += TRY(told(desk, kTheoryDay, theory, options.results));
    const double before_mib = memory_mib();
    const auto bare = TRY(take_mix(desk, kBare, 2, options.results));
    text += TRY(told(desk, kBare, bare, options.results));
    const double early = bare.front(), late = bare.back();
    text += line("intake-growth", late * 1e3 * kShares / options.results, "ms/result", early * 1e3 * kShares / options.results, early / late,
                 kGrowthTarget);
    const double after_mib = memory_mib();
    text += line("intake-memory", after_mib, "MiB", before_mib, before_mib / after_mib, kGrowthTarget);
    return text;
}

} // namespace kaogong::bureau::bench
