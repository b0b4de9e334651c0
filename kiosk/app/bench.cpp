// Measurements that need a window. Those of the store are in bench_store.cpp.
#include "kiosk/app/bench.h"

#include "core/base/codes/base.h"
#include "kiosk/app/bench_figures.h"
#include "kiosk/app/machine.h"
#include "kiosk/platform/bare_frame.h"

#include <algorithm>
#include <cstring>
#include <fstream>

namespace kaogong::kiosk::app {
namespace {

constexpr int kFrames = 60;
constexpr std::int64_t kIdleSeconds = 10;

Result<std::unique_ptr<platform::Gui>> open_gui(const BenchParts& parts) {
    return platform::Gui::open({.window = window_options(parts.options, parts.profile), .fonts = {}});
}

Result<std::unique_ptr<Program>> open_program(const BenchParts& parts) {
    auto gui = TRY(open_gui(parts));
    SiteFacts site = TRY(parts.terminal.site());
    return std::make_unique<Program>(ProgramParts{
        parts.options, parts.settings, std::move(gui), parts.real_clock, parts.clock, parts.random, parts.terminal, std::move(site)});
}

Result<void> bench_start(const BenchParts& parts) {
    const auto program = TRY(open_program(parts));
    program->run_until_interactive();
    print_figure({.name = "start", .value = static_cast<double>(monotonic_ns()), .unit = "ns since boot", .limit = 0, .target = 0});
    return success();
}

Result<void> bench_bare_start(const BenchParts& parts) {
    const auto gui = TRY(open_gui(parts));
    platform::draw_bare_frame(*gui, parts.real_clock.boot_ms(), "考工 Kaogong");
    print_figure({.name = "bare-start", .value = static_cast<double>(monotonic_ns()), .unit = "ns since boot", .limit = 0, .target = 0});
    return success();
}

// Fills the picture once, as the least that any full frame must do.
double fill_ms(platform::Gui& gui, std::uint32_t colour) {
    const platform::Canvas canvas = gui.window().canvas();
    const std::int64_t begin_ns = monotonic_ns();
    for (int y = 0; y < canvas.extent.height; ++y) std::fill_n(canvas.row(y), canvas.extent.width, colour);
    return static_cast<double>(monotonic_ns() - begin_ns) / 1e6;
}

Result<void> bench_frame(const BenchParts& parts) {
    const auto program = TRY(open_program(parts));
    TRY(program->run());
    std::vector<double> frames, fills;
    for (int i = 0; i < kFrames; ++i) {
        fills.push_back(fill_ms(program->gui(), 0xFF000000u + static_cast<std::uint32_t>(i)));
        program->gui().repaint();
        const std::int64_t begin_ns = monotonic_ns();
        program->draw_frame(program->exam().comfort().language);
        program->present();
        frames.push_back(static_cast<double>(monotonic_ns() - begin_ns) / 1e6);
    }
    print_figure({.name = "frame", .value = median(frames), .unit = "ms", .limit = median(fills), .target = 7});
    return success();
}

// Going from one question to the next and back: processor time of the whole program, worker included.
Result<void> bench_switch(const BenchParts& parts) {
    const auto program = TRY(open_program(parts));
    TRY(program->run());
    const auto turn = [&](int number) {
        program->exam().command(model::GoToItem{number});
        program->draw_frame(program->exam().comfort().language);
        program->dispatch();
        program->present();
    };
    turn(2), turn(1);
    std::vector<double> switches, fulls;
    for (int i = 0; i < kFrames; ++i) {
        const std::int64_t begin_ns = cpu_ns();
        turn(1 + i % 2);
        switches.push_back(static_cast<double>(cpu_ns() - begin_ns) / 1e6);
        program->gui().repaint();
        const std::int64_t full_ns = cpu_ns();
        program->draw_frame(program->exam().comfort().language);
        program->present();
        fulls.push_back(static_cast<double>(cpu_ns() - full_ns) / 1e6);
        program->round(20);
    }
    print_figure({.name = "switch", .value = median(switches), .unit = "ms of CPU", .limit = median(fulls), .target = 10});
    return success();
}

Result<void> bench_idle(const BenchParts& parts) {
    const auto program = TRY(open_program(parts));
    TRY(program->run());
    const std::int64_t end_ms = parts.real_clock.boot_ms() + kIdleSeconds * 1'000;
    const std::int64_t cpu_begin_ns = cpu_ns(), begin_ns = monotonic_ns();
    while (parts.real_clock.boot_ms() < end_ms) program->round(end_ms - parts.real_clock.boot_ms());
    const double percent = 100.0 * static_cast<double>(cpu_ns() - cpu_begin_ns) / static_cast<double>(monotonic_ns() - begin_ns);
    print_figure({.name = "idle", .value = percent, .unit = "% of a core", .limit = 0, .target = 0.8});
    return success();
}

// A clock of seconds and nothing else, redrawn once a second.
Result<void> bench_bare_idle(const BenchParts& parts) {
    const auto gui = TRY(open_gui(parts));
    const std::int64_t cpu_begin_ns = cpu_ns(), begin_ns = monotonic_ns();
    for (int second = 0; second < kIdleSeconds; ++second) {
        const std::string text = "00:00:0" + std::to_string(second);
        platform::draw_bare_frame(*gui, parts.real_clock.boot_ms(), text.c_str());
        gui->window().wait_events(1'000);
    }
    const double percent = 100.0 * static_cast<double>(cpu_ns() - cpu_begin_ns) / static_cast<double>(monotonic_ns() - begin_ns);
    print_figure({.name = "bare-idle", .value = percent, .unit = "% of a core", .limit = 0, .target = 0});
    return success();
}

// Proportional set size of this process, in MB, after every item was shown in both languages.
Result<double> proportional_memory_mb() {
    std::ifstream rollup("/proc/self/smaps_rollup");
    for (std::string line; std::getline(rollup, line);)
        if (line.starts_with("Pss:")) return std::strtod(line.c_str() + std::strlen("Pss:"), nullptr) / 1024.0;
    return error(codes::file_unreadable, "smaps_rollup");
}

Result<void> bench_memory(const BenchParts& parts) {
    const auto program = TRY(open_program(parts));
    TRY(program->run());
    const int items = program->exam().seated() ? static_cast<int>(program->exam().seated()->state.items.size()) : 0;
    for (int number = 1; number <= items; ++number) {
        program->exam().command(model::GoToItem{number});
        for (const Language language : {Language::en, Language::zh_cn}) {
            program->draw_frame(language);
            program->present();
        }
        program->round(1);
    }
    const double value = TRY(proportional_memory_mb());
    print_figure({.name = "memory", .value = value, .unit = "MB", .limit = 0, .target = 64});
    return success();
}

} // namespace

Result<void> run_bench(const BenchParts& parts) {
    const std::string& name = parts.options.bench;
    if (name == "start") return bench_start(parts);
    if (name == "bare-start") return bench_bare_start(parts);
    if (name == "frame") return bench_frame(parts);
    if (name == "switch") return bench_switch(parts);
    if (name == "idle") return bench_idle(parts);
    if (name == "bare-idle") return bench_bare_idle(parts);
    if (name == "memory") return bench_memory(parts);
    if (name == "answer") return bench_answer(parts);
    if (name == "resume") return bench_resume(parts);
    return error(codes::usage, "no measurement is called " + name);
}

} // namespace kaogong::kiosk::app
