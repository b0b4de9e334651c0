#include "sync/bureau/export_commands.h"

#include "sync/bank/file_faults.h"
#include "sync/bureau/command_parts.h"
#include "sync/bureau/days.h"
#include "sync/bureau/exports/archive.h"
#include "sync/bureau/exports/counts.h"
#include "sync/bureau/exports/export.h"

#include <memory>

#include <nlohmann/json.hpp>

namespace kaogong::bureau {
namespace {

using exports::ExportKind;
using nlohmann::ordered_json;

unsigned long long number(std::uint64_t value) {
    return value;
}

void print_json(const ordered_json& value) {
    std::printf("%s\n", value.dump(-1, ' ', false, ordered_json::error_handler_t::replace).c_str());
}

// ---- export

struct ExportCommand {
    StoreOptions store;
    ExportKind kind = ExportKind::talent_bank;
    Path out;
    std::string form = "csv", plan, from, until, organisations;
    std::vector<int> levels;
    std::vector<Path> rosters;
    bool json = false;
};

Result<exports::ExportQuery> query_of(const ExportCommand& command) {
    exports::ExportQuery query{.kind = command.kind, .plan = command.plan, .json = command.form == "json"};
    if (!command.from.empty()) query.from_ms = TRY(parse_day(command.from));
    if (!command.until.empty()) query.until_ms = TRY(parse_day(command.until)) + kDayMs; // the last day counts whole
    if (query.from_ms >= query.until_ms) return error(codes::usage, "--until lies before --from");
    if (!command.organisations.empty()) query.organisations = find_org_kind(command.organisations);
    query.levels.insert(command.levels.begin(), command.levels.end());
    return query;
}

void tell_exported(const exports::Exported& exported, bool json) {
    if (json)
        print_json({{"rows", exported.rows}, {"unnamed", exported.unnamed}, {"bytes", exported.bytes}, {"sha256", exported.sha256.hex()}});
    else
        std::printf("%llu rows  %llu bytes  sha256 %s\n", number(exported.rows), number(exported.bytes), exported.sha256.hex().c_str());
    if (exported.unnamed > 0) std::fprintf(stderr, "%llu rows are of nobody whom a roster names\n", number(exported.unnamed));
}

Result<void> run_export(const ExportCommand& command) {
    const exports::ExportQuery query = TRY(query_of(command));
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    auto random = TRY(SystemRandom::open());
    const PersonMarks marks = TRY(PersonMarks::open(command.store.data, random));
    exports::RosterBook book(marks);
    for (bank::RosterFile& roster : TRY(read_rosters(command.rosters))) book.add(std::move(roster.rows));
    const exports::ExportDesk exporting{.store = *desk.store, .authority = desk.authority, .rosters = &book, .wall_ms = desk.wall_ms};
    tell_exported(TRY(exports::export_file(exporting, query, command.out)), command.json);
    return success();
}

void add_kind(CLI::App& parent, Run& run, ExportKind kind, const char* what, const char* period) {
    auto options = std::make_shared<ExportCommand>();
    options->kind = kind;
    CLI::App* command = parent.add_subcommand(std::string(exports::kind_word(kind)), what);
    add_store(*command, options->store);
    command->add_option("--out", options->out, "the file; FILE.manifest.json gets beside it. Nothing is written over")->required();
    command->add_option("--form", options->form, "csv (RFC 4180, UTF-8 with byte order mark) or json")
        ->check(CLI::IsMember({"csv", "json"}));
    command->add_option("--plan", options->plan, "only of this plan");
    command->add_option("--from", options->from, period);
    command->add_option("--until", options->until, "last day of it");
    command->add_option("--level", options->levels, "only of this level, 1 to 8; may stand several times")->check(CLI::Range(1, 8));
    command->add_option("--organisations", options->organisations, "only of organisations of this kind")
        ->check(CLI::IsMember({"employer", "school", "social"}));
    if (exports::names_persons(kind))
        command->add_option("--roster", options->rosters,
                            "roster.csv of a session, for names and documents; may stand several times. Without one nobody is named");
    command->add_flag("--json", options->json, "what was written, as JSON");
    command->callback([options, &run] { run = [options] { return run_export(*options); }; });
}

struct CheckCommand {
    Path path;
    bool json = false;
};
Result<void> run_export_check(const CheckCommand& command) {
    tell_exported(TRY(exports::check_export(command.path)), command.json);
    return success();
}

// ---- archive

struct ArchiveCommand {
    StoreOptions store;
    std::string plan;
    Path folder;
    bool json = false;
};

void tell_archive(const exports::ArchiveCounts& counts, std::string_view state, const std::string& words, bool json) {
    if (json) {
        ordered_json line{{"state", state},
                          {"records", counts.records},
                          {"outcomes", counts.outcomes},
                          {"certificates", counts.certificates},
                          {"notices", counts.notices},
                          {"appointments", counts.appointments},
                          {"files", counts.files},
                          {"content", counts.content.hex()}};
        if (!words.empty()) line["roots"] = words;
        return print_json(line);
    }
    std::printf(
        "%.*s: %llu records, %llu outcomes, %llu certificate acts, %llu notice acts, %llu appointment acts, %llu files, content %s\n",
        static_cast<int>(state.size()), state.data(), number(counts.records), number(counts.outcomes), number(counts.certificates),
        number(counts.notices), number(counts.appointments), number(counts.files), counts.content.hex().c_str());
    if (!words.empty()) std::printf("%s\n", words.c_str());
}

Result<void> run_archive(const ArchiveCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    const auto counts = TRY(exports::archive_batch({*desk.store, desk.authority, desk.wall_ms}, command.plan, command.folder));
    tell_archive(counts, counts.before ? "equal" : "archived", {}, command.json);
    return success();
}

Result<void> run_archive_check(const ArchiveCommand& command) {
    TRY(SystemRandom::open()); // starts the library of the signatures
    const auto check = TRY(exports::check_archive(command.folder));
    tell_archive(check.counts, "good", record::words_text(check.roots, Language::en), command.json);
    return success();
}

// ---- report

struct ReportCommand {
    StoreOptions store;
    std::string by = "month", from, until, plan, language = "en";
    int high_from = 4;
    bool organisations = false, json = false;
};

Result<void> run_report(const ReportCommand& command) {
    using exports::Period;
    const std::int64_t from_ms = command.from.empty() ? 0 : TRY(parse_day(command.from));
    const std::int64_t until_ms = command.until.empty() ? INT64_MAX : TRY(parse_day(command.until)) + kDayMs;
    if (from_ms >= until_ms) return error(codes::usage, "--until lies before --from");
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    const auto by = command.organisations ? exports::CountedBy::organisation : exports::CountedBy::kind;
    exports::OutcomeCounts counts(command.by == "year" ? Period::year : command.by == "quarter" ? Period::quarter : Period::month, by);
    TRY(exports::each_outcome(*desk.store, desk.authority.bundle, {.plan = command.plan, .passed_only = false},
                              [&](const exports::OutcomeDetail& detail) {
                                  if (detail.assessed_ms >= from_ms && detail.assessed_ms < until_ms) counts.add(detail);
                                  return success();
                              }));
    const auto registered = TRY(exports::count_register(desk.store->registry(), desk.wall_ms));
    const std::uint64_t log_size = TRY(desk.store->log().log_size());
    exports::AppointmentCounts appointed;
    auto reader = TRY(appointments::AppointmentReader::open(*desk.store, desk.authority.bundle));
    TRY(reader.each(command.plan, [&](const appointments::AppointmentView& view) {
        if (view.entry().from_ms >= from_ms && view.entry().from_ms < until_ms) appointed.add(view, desk.wall_ms);
        return success();
    }));
    const exports::CountsReport report{.counts = counts,
                                       .registered = registered,
                                       .appointed = appointed,
                                       .high_from = command.high_from,
                                       .at_ms = desk.wall_ms,
                                       .log_size = log_size};
    std::fputs(command.json ? (exports::counts_json(report) + "\n").c_str()
                            : exports::counts_text(report, language_of(command.language)).c_str(),
               stdout);
    return success();
}

} // namespace

Result<std::vector<bank::RosterFile>> read_rosters(const std::vector<Path>& paths) {
    std::vector<bank::RosterFile> rosters;
    bank::FileFaults faults;
    for (const Path& path : paths) {
        bank::Faults of_file;
        const Bytes csv = TRY(read_file(path, bank::kTomlSizeMax));
        rosters.push_back(bank::read_roster(as_text(csv), nullptr, of_file));
        bank::append(faults, path, std::move(of_file));
    }
    for (const bank::FileFault& fault : faults)
        std::fprintf(stderr, "%s: %s\n", fault.file.c_str(), bank::fault_text(fault.fault, Language::en).c_str());
    if (!faults.empty()) return error(faults.front().fault.code, Path(faults.front().file).filename().string());
    return rosters;
}

void add_export(CLI::App& app, Run& run) {
    CLI::App* parent =
        app.add_subcommand("export", "files of final outcomes for others: talent-bank, subsidies, credits, yearly, appointments; check");
    parent->require_subcommand(1);
    const char* assessed = "first day of the newest component, such as 2026-01-01";
    add_kind(*parent, run, ExportKind::talent_bank, "who has reached which level, with the points of each module (P55, P56)", assessed);
    add_kind(*parent, run, ExportKind::subsidies, "a line for each certificate draft, for claims by level (P63)",
             "first day of the draft, such as 2026-01-01");
    add_kind(*parent, run, ExportKind::credits, "a line for each unit with its points, for credits and waived modules (P23, P94)",
             assessed);
    add_kind(*parent, run, ExportKind::yearly, "the list of levels 7 and 8, or of those that --level names (P58)", assessed);
    add_kind(*parent, run, ExportKind::appointments, "who was appointed to which post on the ground of which outcome (P59)",
             "first day of the appointment, such as 2026-01-01");
    auto options = std::make_shared<CheckCommand>();
    CLI::App* command = parent->add_subcommand("check", "whether an export is whole, by its manifest; needs no store");
    command->add_option("FILE", options->path, "the export")->required();
    command->add_flag("--json", options->json, "as JSON");
    command->callback([options, &run] { run = [options] { return run_export_check(*options); }; });
}

void add_archive(CLI::App& app, Run& run) {
    CLI::App* parent = app.add_subcommand("archive", "all of a batch in one folder that is checked without the store: make, check");
    parent->require_subcommand(1);
    auto make = std::make_shared<ArchiveCommand>();
    CLI::App* command = parent->add_subcommand("make", "archive a batch; onto a finished archive: prove it equal, or refuse");
    add_store(*command, make->store);
    command->add_option("--batch", make->plan, "number of its plan")->required();
    command->add_option("--out", make->folder, "the folder")->required();
    command->add_flag("--json", make->json, "as JSON");
    command->callback([make, &run] { run = [make] { return run_archive(*make); }; });
    auto check = std::make_shared<ArchiveCommand>();
    command = parent->add_subcommand("check", "every file, signature and receipt; prints the root words to compare with the filing letter");
    command->add_option("FOLDER", check->folder, "the archive")->required();
    command->add_flag("--json", check->json, "as JSON");
    command->callback([check, &run] { run = [check] { return run_archive_check(*check); }; });
}

void add_report(CLI::App& app, Run& run) {
    auto options = std::make_shared<ReportCommand>();
    CLI::App* command = app.add_subcommand("report", "counts by period, occupation, level and kind of organisation (P64, P67 to P74)");
    add_store(*command, options->store);
    command->add_option("--by", options->by, "month, quarter or year of the newest component")
        ->check(CLI::IsMember({"month", "quarter", "year"}));
    command->add_flag("--organisations", options->organisations, "a line for each organisation, for claims by organisation (P64)");
    command->add_option("--from", options->from, "first day, such as 2026-01-01");
    command->add_option("--until", options->until, "last day");
    command->add_option("--plan", options->plan, "only of this plan");
    command
        ->add_option("--high-skilled-from", options->high_from,
                     "level from which on people count as high-skilled; 4 (senior worker) is the usual reading")
        ->check(CLI::Range(1, 8));
    add_language(*command, options->language);
    command->add_flag("--json", options->json, "as JSON");
    command->callback([options, &run] { run = [options] { return run_report(*options); }; });
}

} // namespace kaogong::bureau
