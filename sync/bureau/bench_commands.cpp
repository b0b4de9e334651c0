#include "sync/bureau/bench_commands.h"

#include "sync/bureau/bench/intake_bench.h"
#include "sync/measure/figure_lines.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace kaogong::bureau {
namespace {

struct BenchCommand {
    bench::ScratchPlace place;
    std::string name = "intake";
    int results = bench::IntakeOptions{}.results;
};

Result<measure::Figures> measured(const BenchCommand& command) {
    return bench::measure_intake({.place = command.place, .results = command.results});
}

Result<void> run_bench(const BenchCommand& command) {
    for (const measure::Figure& figure : TRY(measured(command))) std::printf("%s", measure::figure_line(figure).c_str());
    return success();
}

} // namespace

void add_bench(CLI::App& app, Run& run) {
    auto options = std::make_shared<BenchCommand>();
    CLI::App* command = app.add_subcommand("bench", "measure on a bureau of its own in a scratch folder; one JSON object a line");
    command->add_option("NAME", options->name, "what is measured")->check(CLI::IsMember({"intake"}));
    command->add_option("--scratch", options->place.folder, "an empty folder on the disk that is measured")->required();
    command->add_option("--store", options->place.url, "postgresql://USER@HOST:PORT/DATABASE, a database of its own; without it SQLite");
    command->add_option("--results", options->results, "intake: of each mix")->check(CLI::Range(800, 1'000'000));
    command->callback([options, &run] { run = [options] { return run_bench(*options); }; });
}

} // namespace kaogong::bureau
