#include "sync/bureau/cohort_commands.h"

#include "sync/bureau/command_parts.h"
#include "sync/bureau/days.h"
#include "sync/bureau/export_commands.h"
#include "sync/bureau/exports/cohorts.h"

#include <memory>

namespace kaogong::bureau {
namespace {

// Below three a line would tell of single persons whatever was withheld.
constexpr std::uint64_t kSmallBelowLeast = 3, kSmallBelowMost = 1'000;

struct CohortCommand {
    StoreOptions store;
    std::vector<Path> rosters;
    exports::CohortQuery query;
    std::vector<int> levels;
    std::string from, until, language = "en";
    std::uint64_t small_below = exports::kSmallBelow;
    bool json = false;
};

Result<void> run_cohorts(const CohortCommand& command) {
    exports::CohortQuery query = command.query;
    query.levels.insert(command.levels.begin(), command.levels.end());
    if (!command.from.empty()) query.from_ms = TRY(parse_day(command.from));
    if (!command.until.empty()) query.until_ms = TRY(parse_day(command.until)) + kDayMs; // the last day counts whole
    if (query.from_ms >= query.until_ms) return error(codes::usage, "--until lies before --from");
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    auto random = TRY(SystemRandom::open());
    const PersonMarks marks = TRY(PersonMarks::open(command.store.data, random));
    exports::CohortBook book(marks);
    for (const bank::RosterFile& roster : TRY(read_rosters(command.rosters))) book.add(roster);
    const auto lines = TRY(exports::count_cohorts(*desk.store, desk.authority.bundle, book, query));
    const auto cohorts = exports::tell_cohorts(lines, command.small_below);
    const exports::CohortReport report{
        .cohorts = cohorts, .small_below = command.small_below, .without_school = book.without_school(), .at_ms = desk.wall_ms};
    std::fputs(command.json ? (exports::cohorts_json(report) + "\n").c_str()
                            : exports::cohorts_text(report, language_of(command.language)).c_str(),
               stdout);
    return success();
}

} // namespace

void add_cohorts(CLI::App& app, Run& run) {
    auto options = std::make_shared<CohortCommand>();
    CLI::App* command = app.add_subcommand(
        "cohorts", "pass and certificate rates by school and year of graduation, from rosters that name them; nobody stands in it (P26)");
    add_store(*command, options->store);
    command->add_option("--roster", options->rosters, "roster.csv with school and graduation_year; may stand several times")->required();
    command->add_option("--plan", options->query.plan, "only outcomes of this plan");
    command->add_option("--occupation", options->query.occupation, "only of this occupation code");
    command->add_option("--level", options->levels, "only of this level, 1 to 8; may stand several times")->check(CLI::Range(1, 8));
    command->add_option("--from", options->from, "first day of the newest component, such as 2026-01-01");
    command->add_option("--until", options->until, "last day of it");
    command
        ->add_option("--small-below", options->small_below,
                     "cohorts of fewer people are told together or not at all, smaller counts withheld")
        ->check(CLI::Range(kSmallBelowLeast, kSmallBelowMost));
    add_language(*command, options->language);
    command->add_flag("--json", options->json, "as JSON");
    command->callback([options, &run] { run = [options] { return run_cohorts(*options); }; });
}

} // namespace kaogong::bureau
