#include "sync/bureau/bench_commands.h"

#include "sync/bureau/bench/centres_bench.h"
#include "sync/bureau/bench/growth_bench.h"
#include "sync/bureau/bench/intake_bench.h"
#include "sync/bureau/bench/year_bench.h"
#include "sync/measure/figure_lines.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace kaogong::bureau {
namespace {

struct BenchCommand {
    bench::ScratchPlace place;
    std::string name = "intake";
    int results = bench::IntakeOptions{}.results;
    bench::CentresOptions centres = {};
    std::int64_t share = bench::YearOptions{}.share;
    std::int64_t entries_max = bench::GrowthOptions{}.entries_max;
};

// This program, to be started once more and serve.
Result<Path> own_program() {
    std::error_code failed;
    Path program = std::filesystem::read_symlink("/proc/self/exe", failed);
    if (failed) return errno_error(failed.value(), "/proc/self/exe");
    return program;
}

Result<measure::Figures> measured(BenchCommand command) {
    if (command.name == "intake") return bench::measure_intake({.place = command.place, .results = command.results});
    if (command.name == "year") return bench::measure_year({.place = command.place, .share = command.share});
    if (command.name == "growth") return bench::measure_growth({.place = command.place, .entries_max = command.entries_max});
    command.centres.place = command.place;
    command.centres.program = TRY(own_program());
    return bench::measure_centres(command.centres);
}

Result<void> run_bench(const BenchCommand& command) {
    for (const measure::Figure& figure : TRY(measured(command))) std::printf("%s", measure::figure_line(figure).c_str());
    return success();
}

} // namespace

void add_bench(CLI::App& app, Run& run) {
    auto options = std::make_shared<BenchCommand>();
    CLI::App* command = app.add_subcommand("bench", "measure on a bureau of its own in a scratch folder; one JSON object a line");
    command->add_option("NAME", options->name, "what is measured")->check(CLI::IsMember({"intake", "centres", "year", "growth"}));
    command->add_option("--scratch", options->place.folder, "an empty folder on the disk that is measured")->required();
    command->add_option("--store", options->place.url, "postgresql://USER@HOST:PORT/DATABASE, a database of its own; without it SQLite");
    command->add_option("--results", options->results, "intake: of each mix")->check(CLI::Range(800, 1'000'000));
    command->add_option("--share", options->share, "year: one in so many certificates is played; 1: the whole year")
        ->check(CLI::Range(1, 100'000));
    command->add_option("--entries", options->entries_max, "growth: of the ledger at last, from 1000 on")
        ->check(CLI::Range(1'000, 10'000'000));
    bench::CentresOptions& centres = options->centres;
    command->add_option("--centres", centres.centres, "centres: how many bring a parcel")->check(CLI::Range(1, 100'000));
    command->add_option("--at-once", centres.at_once, "centres: their connections at a time")->check(CLI::Range(1, 4'000));
    command->add_option("--idle", centres.crowd.idle, "centres: connections that rest meanwhile")->check(CLI::Range(0, 50'000));
    command->add_option("--slow", centres.crowd.slow, "centres: connections that send a byte a second")->check(CLI::Range(0, 5'000));
    command->callback([options, &run] { run = [options] { return run_bench(*options); }; });
}

} // namespace kaogong::bureau
