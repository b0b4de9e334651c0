#include "sync/bureau/bench/intake_bench.h"

#include "core/base/codes/bureau.h"
#include "sync/bureau/bench/counter.h"
#include "sync/bureau/bench/made_terminal.h"
#include "sync/measure/machine.h"

#include <algorithm>
#include <numeric>

#include <unistd.h>

namespace kaogong::bureau::bench {

using namespace measure;

namespace {

// A mix is handed in in shares, as large as may lie in memory: at each one's beginning and end some have nothing to do, which is not to count for much.
constexpr int kShareResultsMax = 5'000;
constexpr int kSharesMin = 2;
constexpr std::size_t kTerminalsMax = 16; // that hand in at once
constexpr double kGrowthTarget = 0.8; // of the early speed, late

enum class Kind { theory, operation };
enum class Limit { checks, checks_and_hash };

struct Mix {
    const char* name;
    int results; // of one parcel
    int others;
    Kind kind;
    Limit limit;
    double target;
};
constexpr Mix kBare{"intake-bare", 50, 0, Kind::theory, Limit::checks, 0.65};
constexpr Mix kTheoryDay{"intake-theory-day", 20, 200, Kind::theory, Limit::checks_and_hash, 0.6};
constexpr Mix kOperationDay{"intake-operation-day", 5, 300, Kind::operation, Limit::checks, 0.8};

// What came of one mix.
struct Day {
    std::vector<double> shares_s; // seconds that the parcels of each share took
    std::uint64_t share_results = 0;
    MadeCount made;
    std::uint64_t kept = 0; // results that were accepted and logged

    double seconds() const { return std::accumulate(shares_s.begin(), shares_s.end(), 0.0); }
    double ms_of_result(double share_s) const { return share_s * 1e3 / static_cast<double>(share_results); }
};

Result<CutParcel> make_parcel(MadeTerminal& terminal, const MadePanel& panel, const Mix& mix, Store& store) {
    for (int n = 0; n < mix.others; ++n) TRY(terminal.append_answer());
    for (int n = 0; n < mix.results; ++n) {
        const CandidateRef candidate = terminal.new_candidate();
        if (mix.kind == Kind::theory)
            TRY(terminal.append_theory(candidate));
        else
            TRY(terminal.append_operation(candidate, panel));
    }
    TRY(terminal.make_known(store));
    return cut_up(TRY(terminal.parcel()));
}

// Hands parcels in until so many results came: in each share as many by each terminal.
Result<Day> take_mix(ScratchBureau& bureau, const Mix& mix, std::int64_t first_seat, int results) {
    const int shares = std::max(kSharesMin, results / kShareResultsMax);
    const auto of_share = static_cast<std::size_t>(std::max(1, results / shares / mix.results)); // parcels
    const std::size_t at_once = std::min(kTerminalsMax, of_share);
    std::vector<MadeTerminal> terminals;
    for (std::size_t i = 0; i < at_once; ++i)
        terminals.push_back(TRY(MadeTerminal::enrol(bureau.registrar(), {.seat = first_seat + static_cast<std::int64_t>(i)})));
    const MadePanel panel = TRY(MadePanel::certify(bureau.registrar(), MadeTerminal::Place{}.centre));
    Day day{.shares_s = {}, .share_results = of_share * static_cast<std::uint64_t>(mix.results), .made = {}};
    for (int share = 0; share < shares; ++share) {
        std::vector<std::vector<CutParcel>> parcels(at_once);
        for (std::size_t i = 0; i < of_share; ++i)
            parcels[i % at_once].push_back(TRY(make_parcel(terminals[i % at_once], panel, mix, *bureau.store)));
        Counter counter(bureau);
        day.shares_s.push_back(TRY(counter.hand_in(parcels)));
    }
    for (const MadeTerminal& terminal : terminals) {
        day.made += terminal.made();
        day.kept += TRY(kept_of(*bureau.store, terminal.ledger())).results;
    }
    return day;
}

struct Speeds {
    double checks = 0;
    double hashed_bytes = 0;
};
Speeds speeds_for(ScratchBureau& bureau, std::size_t message_bytes) {
    const auto key = record::KeyPair::generate(bureau.random);
    return {checks_a_second(key, message_bytes), hashed_bytes_a_second()};
}

// More is better: results a second beside those that could be believed if nothing but their signatures were checked.
Figure figure_of(const Mix& mix, const Day& day, const Speeds& speeds) {
    double least_s = static_cast<double>(day.made.signatures) / speeds.checks;
    if (mix.limit == Limit::checks_and_hash) least_s += static_cast<double>(day.made.parcel_bytes) / speeds.hashed_bytes;
    const auto results = static_cast<double>(day.made.results);
    return judged_by_ratio(
        {.name = mix.name, .value = results / day.seconds(), .unit = "results/s", .limit = results / least_s, .target = mix.target},
        Better::more);
}

Result<Day> add_mix(ScratchBureau& bureau, const Mix& mix, const IntakeOptions& options, Figures& figures) {
    const auto seat = static_cast<std::int64_t>(figures.size() * kTerminalsMax) + 1;
    Day day = TRY(take_mix(bureau, mix, seat, options.results));
    figures.push_back(figure_of(mix, day, speeds_for(bureau, day.made.message_bytes())));
    return day;
}

} // namespace

Result<Figures> measure_intake(const IntakeOptions& options) {
    ScratchBureau bureau = TRY(ScratchBureau::set_up(options.place));
    Figures figures;
    const Day theory = TRY(add_mix(bureau, kTheoryDay, options, figures));
    const Day operation = TRY(add_mix(bureau, kOperationDay, options, figures));
    const double before_mib = resident_mib(::getpid());
    const Day bare = TRY(add_mix(bureau, kBare, options, figures));
    const double after_mib = resident_mib(::getpid());
    figures.push_back(judged_by_ratio({.name = "intake-growth",
                                       .value = bare.ms_of_result(bare.shares_s.back()),
                                       .unit = "ms/result",
                                       .limit = bare.ms_of_result(bare.shares_s.front()),
                                       .target = kGrowthTarget},
                                      Better::less));
    const auto sent = static_cast<double>(theory.made.results + operation.made.results + bare.made.results);
    const auto kept = static_cast<double>(theory.kept + operation.kept + bare.kept);
    figures.push_back(
        judged_by_value({.name = "intake-kept", .value = kept, .unit = "results", .limit = sent, .target = sent}, Better::more));
    figures.push_back(judged_by_ratio(
        {.name = "intake-memory", .value = after_mib, .unit = "MiB", .limit = before_mib, .target = kGrowthTarget}, Better::less));
    return figures;
}

} // namespace kaogong::bureau::bench
