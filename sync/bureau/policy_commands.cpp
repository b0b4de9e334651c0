#include "sync/bureau/policy_commands.h"

#include "sync/bank/file_faults.h"
#include "sync/bureau/command_parts.h"
#include "sync/bureau/exports/titles.h"
#include "sync/bureau/outcome/rounds.h"

#include <memory>

namespace kaogong::bureau {
namespace {

struct PolicyCommand {
    StoreOptions store;
    record::RoundEntry round;
    std::optional<Path> titles;
    std::string by, language = "en";
    bool json = false;
};

RegisterDesk desk_of(const BureauDesk& desk, const PolicyCommand& command) {
    return {.store = *desk.store, .authority = desk.authority, .wall_ms = desk.wall_ms, .by = command.by};
}
template <typename Entered> void tell_entered(const Entered& entered) {
    std::printf("%llu  %s\n", static_cast<unsigned long long>(entered.number), entered.before ? "there" : "entered");
}

// ---- rounds

Result<void> run_round(const PolicyCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    if (command.round.round > 0) {
        if (command.round.plan.empty() || command.round.level == 0 || command.round.document.empty() || command.by.empty())
            return error(codes::usage, "--round wants --plan, --level, --document and --by");
        tell_entered(TRY(outcome::enter_round(desk_of(desk, command), command.round)));
        return success();
    }
    RowPrinter printer(command.json);
    TRY(outcome::each_round(*desk.store, desk.authority.bundle, [&](const outcome::RoundView& view) {
        const bool wanted = (command.round.plan.empty() || command.round.plan == view.row.plan) &&
                            (command.round.level == 0 || command.round.level == view.row.level);
        if (wanted) printer.row(command.json ? outcome::round_json(view) : outcome::round_line(view, language_of(command.language)));
        return success();
    }));
    printer.end();
    return success();
}

// ---- titles

Result<void> enter_titles(const PolicyCommand& command) {
    if (command.by.empty()) return error(codes::usage, "--add wants --by: who enters the table");
    bank::FileFaults faults;
    const auto file = bank::load_author_file(*command.titles, faults, bank::read_titles_file);
    for (const bank::FileFault& fault : faults)
        std::fprintf(stderr, "%s: %s\n", fault.file.c_str(), bank::fault_text(fault.fault, Language::en).c_str());
    if (!file) return error(faults.empty() ? codes::usage : faults.front().fault.code, command.titles->filename().string());
    Bytes bytes = TRY(read_file(*command.titles, bank::kTitlesFileMax));
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    tell_entered(TRY(exports::enter_titles(desk_of(desk, command), *file, std::move(bytes))));
    return success();
}

Result<void> list_titles(const PolicyCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    RowPrinter printer(command.json);
    for (const exports::TitleTableView& view : TRY(exports::title_tables(*desk.store, desk.authority.bundle, desk.wall_ms)))
        printer.row(command.json ? exports::titles_json(view) : exports::titles_line(view));
    printer.end();
    return success();
}

Result<void> run_titles(const PolicyCommand& command) {
    return command.titles ? enter_titles(command) : list_titles(command);
}

} // namespace

void add_round(CLI::App& outcome, Run& run) {
    auto options = std::make_shared<PolicyCommand>();
    CLI::App* command = outcome.add_subcommand(
        "round", "rounds of board sessions of levels 7 and 8 by plan; with --round, enter one. * marks those that count (P85)");
    add_store(*command, options->store);
    command->add_option("--plan", options->round.plan, "number of the plan");
    command->add_option("--level", options->round.level, "7 or 8")->check(CLI::Range(7, 8));
    command->add_option("--round", options->round.round, "the round's number")->check(CLI::Range(1, record::kReviewRoundMax));
    command->add_option("--document", options->round.document, "the paper that says so");
    command->add_option("--by", options->by, "who enters it");
    add_language(*command, options->language);
    command->add_flag("--json", options->json, "as JSON");
    command->callback([options, &run] { run = [options] { return run_round(*options); }; });
}

void add_titles(CLI::App& app, Run& run) {
    auto options = std::make_shared<PolicyCommand>();
    CLI::App* command = app.add_subcommand(
        "titles", "tables of the professional titles that levels correspond to; with --add, enter one. * marks those that count (P82)");
    add_store(*command, options->store);
    command->add_option("--add", options->titles, "*.titles.toml; it is signed and logged");
    command->add_option("--by", options->by, "who enters it");
    command->add_flag("--json", options->json, "as JSON");
    command->callback([options, &run] { run = [options] { return run_titles(*options); }; });
}

} // namespace kaogong::bureau
