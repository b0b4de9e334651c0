#include "sync/cli/bench/kiosk_bench.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "sync/measure/figure_lines.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

namespace kaogong::cli::bench {

using namespace measure;

namespace {

using Arguments = std::vector<std::string>;

constexpr int kStarts = 10;
constexpr double kStartTargetMs = 120;
constexpr const char* kXvfbRun = "/usr/bin/xvfb-run";

// Which terminal a measurement uses up.
struct Seat {
    std::string_view name;
    int seat;
    bool on_a_question; // a candidate has to sit there
};
constexpr std::array kSeatOf = {Seat{"start", 21, false}, Seat{"answer", 21, false}, Seat{"resume", 21, false}, Seat{"frame", 17, true},
                                Seat{"switch", 18, true}, Seat{"idle", 19, true},    Seat{"memory", 20, true}};

Arguments command(const KioskBench& bench, int seat, std::string_view name) {
    return {bench.stage.programs.kiosk, "--data", bench.stage.places.terminal(seat), "--offscreen", "--size", "1920", "1080", "--bench",
            std::string(name)};
}

// What a picture of a second's change costs shows only on a display: the window's own traffic is part of it. Where nobody sits before
// this machine, a display in memory stands for one; without either the picture stays offscreen.
Arguments on_a_display(Arguments argv) {
    std::erase(argv, "--offscreen");
    if (std::getenv("DISPLAY") != nullptr) return argv;
    const Arguments display = {kXvfbRun, "-a", "-s", "-screen 0 1920x1080x24"};
    argv.insert(argv.begin(), display.begin(), display.end());
    return argv;
}

bool has_display() {
    return std::getenv("DISPLAY") != nullptr || std::filesystem::exists(kXvfbRun);
}

// From before the fork to the child's own clock at its first frame.
Result<double> start_ms(const KioskBench& bench, int seat, std::string_view name) {
    const double begin_s = seconds_now();
    const ChildExit done = TRY(bench.runner.run(std::string(name), command(bench, seat, name)));
    return TRY(read_figures(done.output)).front().value / 1e6 - begin_s * 1e3;
}

Result<Figures> measure_start(const KioskBench& bench, int seat) {
    std::vector<double> starts, bare;
    TRY(start_ms(bench, seat, "start")); // files into memory
    for (int i = 0; i < kStarts; ++i) {
        bare.push_back(TRY(start_ms(bench, seat, "bare-start")));
        starts.push_back(TRY(start_ms(bench, seat, "start")));
    }
    const double value = median(starts), limit = median(bare);
    return Figures{{.name = "start",
                    .value = value,
                    .unit = "ms",
                    .limit = limit,
                    .ratio = ratio_of(value, limit, Better::less),
                    .target = kStartTargetMs,
                    .met = value <= kStartTargetMs}};
}

Result<Path> write_script(const KioskBench& bench, int seat) {
    const auto& roster = bench.session.roster;
    const auto person = std::find_if(roster.begin(), roster.end(), [&](const record::RosterRow& row) { return row.seat == seat; });
    if (person == roster.end()) return error(codes::file_missing, "roster: seat " + std::to_string(seat));
    SystemClock clock = TRY(SystemClock::open());
    const demo::StageFacts facts{.invigilator = bench.session.invigilator, .until_start_ms = std::max<std::int64_t>(0, bench.session.start_ms - clock.wall_ms())};
    const Path folder = bench.stage.places.scripts(seat);
    TRY(make_folder(folder));
    const Path script = folder / "to-the-first-question.script";
    TRY(write_file_atomic(script, view(demo::script_to_first_question(*person, facts))));
    return script;
}

// A bare clock of seconds is the least that a screen with a running time can cost.
Result<void> add_idle_limit(const KioskBench& bench, int seat, Figures& figures) {
    Arguments argv = command(bench, seat, "bare-idle");
    if (has_display()) argv = on_a_display(std::move(argv));
    const ChildExit done = TRY(bench.runner.run("bare-idle", argv));
    figures.front().limit = TRY(read_figures(done.output)).front().value;
    figures.front().ratio = ratio_of(figures.front().value, figures.front().limit, Better::less);
    return success();
}

} // namespace

Result<Figures> measure_kiosk(const KioskBench& bench, const std::string& name) {
    const auto row = std::find_if(kSeatOf.begin(), kSeatOf.end(), [&](const Seat& each) { return each.name == name; });
    CHECK(row != kSeatOf.end());
    if (name == "start") return measure_start(bench, row->seat);
    Arguments argv = command(bench, row->seat, name);
    if (row->on_a_question) {
        argv.emplace_back("--script");
        argv.push_back(TRY(write_script(bench, row->seat)));
    }
    if (name == "idle" && has_display()) argv = on_a_display(std::move(argv));
    Figures figures = TRY(read_figures(TRY(bench.runner.run("bench-" + name, argv)).output));
    if (name == "idle") TRY(add_idle_limit(bench, row->seat, figures));
    return figures;
}

} // namespace kaogong::cli::bench
