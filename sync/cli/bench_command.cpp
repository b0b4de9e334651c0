// `kaogong bench [NAME...] [--json]`: every figure beside its limit, measured in the same run. Exit status 1 where a target is not met.
#include "sync/cli/bench/bureau_bench.h"
#include "sync/cli/bench/core_bench.h"
#include "sync/cli/bench/kiosk_bench.h"
#include "sync/cli/bench/stick_bench.h"
#include "sync/cli/commands.h"

#include "core/base/clock.h"
#include "sync/cli/demo/today.h"
#include "sync/measure/figure_lines.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>

#include <nlohmann/json.hpp>

namespace kaogong::cli {
namespace {

using measure::Figure;
using measure::Figures;

constexpr std::array kKioskNames = {"start", "frame", "idle", "switch", "memory", "answer", "resume"};
constexpr std::array kCoreNames = {"mark", "assemble", "verify", "append"};
constexpr std::array kCarrierNames = {"usb"};
constexpr std::array kBureauNames = {"intake", "centres", "year"};
constexpr const char* kGrowth = "growth"; // at the terminal and at the bureau
constexpr std::int64_t kEntriesMax = 100'000;
constexpr std::int64_t kEntriesMaxOfAll = 1'000'000;
constexpr std::array kSeats = {17, 18, 19, 20, 21};

struct BenchOptions {
    std::vector<std::string> names;
    std::string scratch;
    std::string samples;
    bool all = false;
    std::int64_t share = 0; // of a year: one in so many certificates; 0: as the bureau's program has it
};

// A folder of this run's own, gone with it.
class Scratch {
  public:
    static Result<Scratch> make(const std::string& below) {
        std::string name = below + "/kaogong-bench-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) return errno_error(errno, name);
        return Scratch(Path(name));
    }
    Scratch(Scratch&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    Scratch& operator=(Scratch&&) = delete;
    ~Scratch() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    const Path& path() const { return path_; }

  private:
    explicit Scratch(Path path) : path_(std::move(path)) {}
    Path path_;
};

bool wanted(const BenchOptions& options, std::string_view name) {
    return options.names.empty() || std::find(options.names.begin(), options.names.end(), name) != options.names.end();
}

void add(Figures& all, Figures figures) {
    all.insert(all.end(), figures.begin(), figures.end());
}

template <std::size_t kSize> bool any_wanted(const BenchOptions& options, const std::array<const char*, kSize>& names) {
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return wanted(options, name); });
}

// What needs terminals, a bank and a session: those of the demo centre.
Result<Figures> measure_at_centre(const BenchOptions& options, demo::Stage stage) {
    demo::Runner runner(stage.places.logs());
    SystemClock clock = TRY(SystemClock::open());
    const Path scratch = stage.places.out();
    const demo::OpenedCentre centre = TRY(demo::open_centre(stage, runner, kSeats, demo::next_start_ms(clock.wall_ms())));
    Figures all;
    for (const char* name : kKioskNames)
        if (wanted(options, name)) add(all, TRY(bench::measure_kiosk({stage, runner, centre.session}, name)));
    const bench::CoreBench core{stage.places.session() / "theory.spec.toml", stage.places.bank(), scratch};
    using Measure = Result<Figures> (*)(const bench::CoreBench&);
    constexpr std::array<Measure, kCoreNames.size()> kMeasures = {bench::measure_mark, bench::measure_assemble, bench::measure_verify,
                                                                  bench::measure_append};
    for (std::size_t i = 0; i < kCoreNames.size(); ++i)
        if (wanted(options, kCoreNames[i])) add(all, TRY(kMeasures[i](core)));
    return all;
}

Result<Figures> measure_bureau(const BenchOptions& options, const demo::Programs& programs, const Path& scratch) {
    Figures all;
    for (const char* name : kBureauNames) {
        if (!wanted(options, name)) continue;
        bench::BureauBench bureau{.program = programs.bureau, .scratch = scratch / "bureau"};
        if (name == std::string_view("year") && options.share > 0) bureau.options = {"--share", std::to_string(options.share)};
        add(all, TRY(bench::measure_bureau(bureau, name)));
    }
    return all;
}

Result<Figures> measure_growth(const BenchOptions& options, const demo::Programs& programs, const Path& scratch) {
    const std::int64_t entries_max = options.all ? kEntriesMaxOfAll : kEntriesMax;
    Figures all = TRY(bench::measure_growth({.spec = {}, .bank = {}, .scratch = scratch}, entries_max));
    const bench::BureauBench bureau{
        .program = programs.bureau, .scratch = scratch / "bureau", .options = {"--entries", std::to_string(entries_max)}};
    add(all, TRY(bench::measure_bureau(bureau, kGrowth)));
    return all;
}

Result<Figures> measure(const BenchOptions& options) {
    const Scratch scratch = TRY(Scratch::make(options.scratch));
    auto programs = TRY(demo::find_programs());
    Figures all;
    if (any_wanted(options, kKioskNames) || any_wanted(options, kCoreNames)) {
        auto samples = TRY(demo::find_samples(options.samples));
        add(all, TRY(measure_at_centre(options, {programs, std::move(samples), demo::Places(scratch.path() / "centre")})));
    }
    if (any_wanted(options, kCarrierNames)) add(all, TRY(bench::measure_stick({.program = programs.sync, .scratch = scratch.path() / "usb"})));
    add(all, TRY(measure_bureau(options, programs, scratch.path())));
    if (wanted(options, kGrowth)) add(all, TRY(measure_growth(options, programs, scratch.path())));
    return all;
}

void print(const Figures& figures) {
    std::printf("%-22s %14s %-16s %14s %7s %12s\n", "figure", "value", "unit", "limit", "ratio", "target");
    for (const Figure& figure : figures)
        std::printf("%-22s %14.2f %-16s %14.2f %7.2f %12.2f  %s\n", figure.name.c_str(), figure.value, figure.unit.c_str(), figure.limit,
                    figure.ratio, figure.target, figure.met ? "met" : "NOT MET");
}

int run(const BenchOptions& options, const Context& context) {
    const auto figures = measure(options);
    if (!figures) return fail(figures.error(), context);
    if (context.json) {
        auto rows = nlohmann::ordered_json::array();
        for (const Figure& figure : *figures) rows.push_back(nlohmann::ordered_json::parse(measure::figure_line(figure)));
        std::printf("%s\n", rows.dump(2).c_str());
    } else {
        print(*figures);
    }
    return std::all_of(figures->begin(), figures->end(), [](const Figure& figure) { return figure.met; }) ? kDone : kBad;
}

std::vector<std::string> all_names() {
    std::vector<std::string> names(kKioskNames.begin(), kKioskNames.end());
    names.insert(names.end(), kCoreNames.begin(), kCoreNames.end());
    names.insert(names.end(), kCarrierNames.begin(), kCarrierNames.end());
    names.insert(names.end(), kBureauNames.begin(), kBureauNames.end());
    names.emplace_back(kGrowth);
    return names;
}

} // namespace

void add_bench(CLI::App& app, Context& context) {
    auto options = std::make_shared<BenchOptions>();
    options->scratch = "/var/tmp"; // on a disk, which /tmp need not be
    CLI::App* command = app.add_subcommand("bench", "Measure speed and memory beside what the machine can do at best");
    command->add_option("NAME", options->names, "Only these")->check(CLI::IsMember(all_names()));
    command->add_option("--scratch", options->scratch, "Where the scratch folder goes: the disk that is measured");
    command->add_option("--samples", options->samples, "Sample content instead of the one that came with the program");
    command->add_flag("--all", options->all, "growth: a million entries, not a hundred thousand");
    command->add_option("--share", options->share, "year: one in so many certificates is played; 1: the whole year")->check(CLI::Range(1, 100'000));
    add_output_options(*command, context);
    command->callback([options, &context] { context.action = [options, &context] { return run(*options, context); }; });
}

} // namespace kaogong::cli
