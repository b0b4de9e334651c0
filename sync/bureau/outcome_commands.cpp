#include "sync/bureau/outcome_commands.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/outcome.h"
#include "sync/bank/file_faults.h"
#include "sync/bureau/command_parts.h"
#include "sync/bureau/days.h"
#include "sync/bureau/outcome/report.h"
#include "sync/bureau/policy_commands.h"

#include <memory>

#include <nlohmann/json.hpp>

namespace kaogong::bureau {
namespace {

using nlohmann::ordered_json;

struct OutcomeCommand {
    StoreOptions store;
    std::string candidate, session, plan, occupation, language = "en";
    int level = 0;
    bool all = false, json = false;
    std::string outcome, state, verdict;
    std::optional<Path> rules_file;
    std::string by, component, record, basis, evidence;
    int held_level = 0;
};

// ---- rules

Result<void> enter_rules(const OutcomeCommand& command) {
    if (command.by.empty()) return error(codes::usage, "--add wants --by: who enters the rules");
    bank::FileFaults faults;
    const auto file = bank::load_author_file(*command.rules_file, faults, bank::read_outcome_file);
    for (const bank::FileFault& fault : faults)
        std::fprintf(stderr, "%s: %s\n", fault.file.c_str(), bank::fault_text(fault.fault, Language::en).c_str());
    if (!file) return error(faults.empty() ? codes::usage : faults.front().fault.code, command.rules_file->filename().string());
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    OutcomeRulesRow row{.by = command.by};
    row.noted_ms = TRY(wall_now_ms());
    row.file = TRY(read_file(*command.rules_file, bank::kOutcomeFileMax));
    const auto entered = TRY(outcome::enter_rules(*store, *file, std::move(row)));
    std::printf("%llu  %s\n", static_cast<unsigned long long>(entered.number), entered.before ? "there" : "entered");
    return success();
}

Result<void> list_rules(const OutcomeCommand& command) {
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    RowPrinter printer(command.json);
    for (const OutcomeRulesRow& row : TRY(store->outcomes().all_rules())) {
        if (!printer.json()) {
            printer.row(std::to_string(row.number) + "  " + row.occupation + " " + std::to_string(row.level) + "  from " +
                        day_text(row.from_ms) + "  " + row.hash.hex() + "  " + row.by);
            continue;
        }
        const ordered_json line{{"number", row.number},    {"rules", row.hash.hex()},       {"occupation", row.occupation},
                                {"level", row.level},      {"from", day_text(row.from_ms)}, {"by", row.by},
                                {"noted_ms", row.noted_ms}};
        printer.row(line.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
    }
    printer.end();
    return success();
}

Result<void> run_outcome_rules(const OutcomeCommand& command) {
    return command.rules_file ? enter_rules(command) : list_rules(command);
}

// ---- notes

Result<void> keep_note(const OutcomeCommand& command, OutcomeNoteRow note) {
    note.candidate = TRY(parse_hex_option<CandidateRef>(command.candidate, "--candidate"));
    note.by = command.by;
    note.noted_ms = TRY(wall_now_ms());
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    if (!TRY(store->registry().knows_candidate(note.candidate))) return error(codes::candidate_unknown, command.candidate);
    auto tx = TRY(store->begin_log());
    if (TRY(store->outcomes().notes_of(note.candidate)).size() >= kOutcomeNotesMax)
        return error(codes::usage, "too many notes of one candidate");
    const std::uint64_t number = TRY(store->outcomes().add_note(note));
    TRY(tx->commit());
    std::printf("%llu\n", static_cast<unsigned long long>(number));
    return success();
}

Result<int> method_option(const std::string& word) {
    const auto method = outcome::find_method(word);
    if (!method) return error(codes::usage, "--component " + word);
    return static_cast<int>(*method);
}

Result<void> run_exempt(const OutcomeCommand& command) {
    OutcomeNoteRow note{.kind = OutcomeNoteKind::exempt, .basis = command.basis};
    note.method = TRY(method_option(command.component));
    return keep_note(command, std::move(note));
}

Result<void> run_retain(const OutcomeCommand& command) {
    OutcomeNoteRow note{.kind = OutcomeNoteKind::retained, .basis = command.basis};
    note.method = TRY(method_option(command.component));
    note.record = TRY(parse_hex_option<Hash>(command.record, "--record"));
    return keep_note(command, std::move(note));
}

Result<void> run_skip(const OutcomeCommand& command) {
    return keep_note(
        command, {.kind = OutcomeNoteKind::skip, .held_level = command.held_level, .basis = command.basis, .evidence = command.evidence});
}

// ---- make

Result<outcome::Wanted> wanted_of(const OutcomeCommand& command) {
    const int ways =
        (command.candidate.empty() ? 0 : 1) + (command.session.empty() ? 0 : 1) + (command.plan.empty() ? 0 : 1) + (command.all ? 1 : 0);
    if (ways != 1) return error(codes::usage, "one of --candidate, --session, --plan and --all");
    outcome::Wanted wanted{.plan = command.plan, .occupation = command.occupation, .level = command.level};
    if (!command.candidate.empty()) wanted.candidate = TRY(parse_hex_option<CandidateRef>(command.candidate, "--candidate"));
    if (!command.session.empty()) wanted.session = TRY(parse_hex_option<SessionId>(command.session, "--session"));
    return wanted;
}

Result<void> run_make(const OutcomeCommand& command) {
    const outcome::Wanted wanted = TRY(wanted_of(command));
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    RowPrinter printer(command.json);
    std::optional<Error> first;
    const auto tell = [&](const outcome::Drawn& drawn) {
        printer.row(command.json ? outcome::drawn_json(drawn) : outcome::drawn_text(drawn, language_of(command.language)));
        if (drawn.why && !first) first = drawn.why;
    };
    const auto counts = TRY(outcome::draw_up({*desk.store, desk.authority, desk.wall_ms}, wanted, tell));
    printer.end();
    std::fprintf(stderr, "%llu made, %llu unchanged, %llu incomplete, %llu failed\n", static_cast<unsigned long long>(counts.made),
                 static_cast<unsigned long long>(counts.unchanged), static_cast<unsigned long long>(counts.incomplete),
                 static_cast<unsigned long long>(counts.failed));
    if (first) return *first;
    return success();
}

// ---- list, show

void print_outcome(RowPrinter& printer, const outcome::ShownOutcome& shown, const OutcomeCommand& command) {
    printer.row(command.json ? outcome::outcome_json(shown) : outcome::outcome_line(shown, language_of(command.language)));
}

Result<void> run_outcome_list(const OutcomeCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    auto finality = TRY(outcome::FinalityDesk::open(*desk.store, desk.authority.bundle));
    RowPrinter printer(command.json);
    OutcomePage page{.after = 0, .plan = command.plan};
    while (true) {
        const auto rows = TRY(desk.store->outcomes().newest_outcomes(page));
        for (const OutcomeRow& row : rows) {
            const auto statement = TRY(record::verify_outcome(row.statement, desk.authority.bundle));
            const auto state = TRY(finality.state_of(row, statement));
            if (!command.state.empty() && command.state != outcome::state_word(state)) continue;
            if (!command.verdict.empty() && command.verdict != outcome::verdict_word(statement.verdict)) continue;
            print_outcome(printer, {row, statement, state}, command);
        }
        if (rows.size() < page.limit) break;
        page.after = rows.back().number;
    }
    printer.end();
    return success();
}

Result<std::vector<OutcomeRow>> rows_to_show(Store& store, const OutcomeCommand& command) {
    if (command.outcome.empty() == command.candidate.empty()) return error(codes::usage, "one of --outcome and --candidate");
    Hash subject;
    std::optional<OutcomeKey> key;
    if (!command.outcome.empty()) {
        const auto hash = TRY(parse_hex_option<Hash>(command.outcome, "--outcome"));
        const auto row = TRY(store.outcomes().outcome(hash));
        if (!row) return error(codes::outcome_no_results, command.outcome);
        subject = row->key.subject;
        key = row->key;
    } else {
        subject = TRY(outcome::subject_of(store.registry(), TRY(parse_hex_option<CandidateRef>(command.candidate, "--candidate"))));
    }
    auto rows = TRY(store.outcomes().outcomes_of(subject));
    if (key) std::erase_if(rows, [&](const OutcomeRow& row) { return !(row.key == *key); });
    if (rows.empty()) return error(codes::outcome_no_results, command.candidate);
    return rows;
}

Result<void> run_outcome_show(const OutcomeCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    auto finality = TRY(outcome::FinalityDesk::open(*desk.store, desk.authority.bundle));
    RowPrinter printer(command.json);
    for (const OutcomeRow& row : TRY(rows_to_show(*desk.store, command))) {
        const auto statement = TRY(record::verify_outcome(row.statement, desk.authority.bundle));
        const auto state = TRY(finality.state_of(row, statement));
        const auto corrections = TRY(outcome::corrections_of(*desk.store, statement));
        print_outcome(printer, {row, statement, state, corrections}, command);
    }
    printer.end();
    return success();
}

// ---- the command line

using RunOutcome = Result<void> (*)(const OutcomeCommand&);
CLI::App* add_one(CLI::App& parent, Run& run, const char* name, const char* what, RunOutcome act,
                  std::shared_ptr<OutcomeCommand>& options) {
    options = std::make_shared<OutcomeCommand>();
    CLI::App* command = parent.add_subcommand(name, what);
    add_store(*command, options->store);
    command->callback([options, &run, act] { run = [options, act] { return act(*options); }; });
    return command;
}

void add_printing(CLI::App& command, OutcomeCommand& options) {
    add_language(command, options.language);
    command.add_flag("--json", options.json, "as JSON");
}

void add_note_options(CLI::App& command, OutcomeCommand& options, const char* basis) {
    command.add_option("--candidate", options.candidate, "reference of the candidate, 32 hexadecimal digits")->required();
    command.add_option("--by", options.by, "who enters it")->required();
    command.add_option("--basis", options.basis, basis)->required();
}
void add_component(CLI::App& command, OutcomeCommand& options) {
    command
        .add_option("--component", options.component, "theory, operation, review, work_record, process, direct, contest or special_ability")
        ->required();
}

void add_notes(CLI::App& parent, Run& run) {
    std::shared_ptr<OutcomeCommand> options;
    CLI::App* command = add_one(parent, run, "exempt", "a candidate need not sit a component", run_exempt, options);
    add_component(*command, *options);
    add_note_options(*command, *options, "document that the exemption rests on");
    command =
        add_one(parent, run, "retain", "a candidate keeps the result of an earlier component; it is checked anew", run_retain, options);
    add_component(*command, *options);
    command->add_option("--record", options->record, "record hash of that result")->required();
    add_note_options(*command, *options, "document that says so");
    command = add_one(parent, run, "skip", "a candidate skips a level (only at organisations that are filed for it)", run_skip, options);
    command->add_option("--held-level", options->held_level, "level that is held, 1 to 8")->required()->check(CLI::Range(1, 8));
    command->add_option("--evidence", options->evidence, "what it rests on")->required();
    add_note_options(*command, *options, "the reason");
}

} // namespace

void add_outcome(CLI::App& app, Run& run) {
    CLI::App* parent = app.add_subcommand("outcome", "from results to passed or not: rules, make, list, show, exempt, retain, skip, round");
    parent->require_subcommand(1);
    std::shared_ptr<OutcomeCommand> options;
    CLI::App* command = add_one(*parent, run, "rules", "what rules there are; with --add, enter a rules file", run_outcome_rules, options);
    command->add_option("--add", options->rules_file, "*.outcome.toml");
    command->add_option("--by", options->by, "who enters it");
    command->add_flag("--json", options->json, "as JSON");
    command = add_one(*parent, run, "make", "draw outcomes up from the accepted results; what has not changed gives nothing new", run_make,
                      options);
    command->add_option("--candidate", options->candidate, "of one candidate, 32 hexadecimal digits");
    command->add_option("--session", options->session, "of all candidates of a session, 32 hexadecimal digits");
    command->add_option("--plan", options->plan, "of a batch: number of its plan");
    command->add_flag("--all", options->all, "of all results that have come in");
    command->add_option("--occupation", options->occupation, "only of this occupation code");
    command->add_option("--level", options->level, "only of this level, 1 to 8")->check(CLI::Range(1, 8));
    add_printing(*command, *options);
    command = add_one(*parent, run, "list", "outcomes, and which of them are final", run_outcome_list, options);
    command->add_option("--plan", options->plan, "only of this plan");
    command->add_option("--state", options->state, "only these")->check(CLI::IsMember({"provisional", "final", "replaced"}));
    command->add_option("--verdict", options->verdict, "only these")->check(CLI::IsMember({"pass", "fail", "no_result", "held", "void"}));
    add_printing(*command, *options);
    command = add_one(*parent, run, "show", "all versions of an outcome, or of all outcomes of a candidate", run_outcome_show, options);
    command->add_option("--outcome", options->outcome, "hash of one version, 64 hexadecimal digits");
    command->add_option("--candidate", options->candidate, "reference of the candidate");
    add_printing(*command, *options);
    add_notes(*parent, run);
    add_round(*parent, run);
}

} // namespace kaogong::bureau
