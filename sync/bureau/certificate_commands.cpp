#include "sync/bureau/certificate_commands.h"

#include "core/base/codes/bureau.h"
#include "sync/bureau/certificates/drafts.h"
#include "sync/bureau/command_parts.h"

#include <memory>

#include <nlohmann/json.hpp>

namespace kaogong::bureau {
namespace {

using nlohmann::ordered_json;
using record::CertificateProfile;

struct CertificateDraftCommand {
    StoreOptions store;
    std::string centre, prefix, profile = "level", basis, by;
    std::vector<std::string> digits;
    std::string plan, number, reason, state, language = "en";
    bool all = false, json = false;
    std::optional<Path> out;
};

// ---- block

Result<Centre> centre_of(Store& store, const std::string& name) {
    auto centre = TRY(store.registry().centre_named(name));
    if (!centre) return error(codes::centre_unknown, name);
    return std::move(*centre);
}

Result<void> list_blocks(Store& store, const Centre& centre, bool json) {
    RowPrinter printer(json);
    for (const CertificateBlockRow& row : TRY(store.certificates().blocks_of(centre.id))) {
        const auto profile = certificates::profile_word(static_cast<CertificateProfile>(row.profile));
        if (!json) {
            printer.row(std::to_string(row.number) + "  " + row.prefix + "  " + std::string(profile) + "  " + row.level_digits + "  " +
                        row.by + "  " + row.basis);
            continue;
        }
        const ordered_json line{
            {"number", row.number}, {"prefix", row.prefix}, {"profile", profile},      {"level_digits", row.level_digits},
            {"by", row.by},         {"basis", row.basis},   {"noted_ms", row.noted_ms}};
        printer.row(line.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
    }
    printer.end();
    return success();
}

Result<void> run_block(const CertificateDraftCommand& command) {
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    const Centre centre = TRY(centre_of(*store, command.centre));
    if (command.prefix.empty()) return list_blocks(*store, centre, command.json);
    if (command.by.empty() || command.basis.empty()) return error(codes::usage, "--prefix wants --by and --basis");
    CertificateBlockRow row{.centre = centre.id, .prefix = command.prefix, .by = command.by, .basis = command.basis};
    row.profile = static_cast<int>(command.profile == "industry" ? CertificateProfile::industry : CertificateProfile::level);
    row.level_digits = certificates::usual_level_digits();
    for (const std::string& text : command.digits) row.level_digits = TRY(certificates::with_level_digit(row.level_digits, text));
    row.noted_ms = TRY(wall_now_ms());
    std::printf("%llu\n", static_cast<unsigned long long>(TRY(certificates::assign_block(*store, std::move(row)))));
    return success();
}

// ---- draft, withdraw

Result<void> run_draft(const CertificateDraftCommand& command) {
    if (command.plan.empty() != command.all) return error(codes::usage, "one of --plan and --all");
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    RowPrinter printer(command.json);
    const auto tell = [&](const certificates::DraftTold& told) {
        printer.row(command.json ? certificates::told_json(told) : certificates::told_text(told, language_of(command.language)));
    };
    const auto counts = TRY(certificates::draft_all({*desk.store, desk.authority, desk.wall_ms, command.by}, command.plan, tell));
    printer.end();
    const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
    std::fprintf(stderr, "%llu drafted, %llu there, %llu ended, %llu wait, %llu not passed\n", number(counts.drafted), number(counts.there),
                 number(counts.ended), number(counts.waits), number(counts.not_passed));
    return success();
}

Result<void> run_withdraw(const CertificateDraftCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    return certificates::withdraw({*desk.store, desk.authority, desk.wall_ms, command.by}, command.number, command.reason);
}

// ---- list, show

Result<void> run_certificate_list(const CertificateDraftCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    auto reader = TRY(certificates::CertificateReader::open(*desk.store, desk.authority.bundle));
    RowPrinter printer(command.json);
    CertificatePage page{.after = 0, .plan = command.plan};
    while (true) {
        const auto rows = TRY(desk.store->certificates().certificate_page(page));
        for (const CertificateRow& row : rows) {
            const auto view = TRY(reader.view(row));
            const bool wanted = command.state.empty() || (command.state == "draft") != view.end.has_value();
            if (!wanted) continue;
            printer.row(command.json ? certificates::certificate_json(view)
                                     : certificates::certificate_line(view, language_of(command.language)));
        }
        if (rows.size() < page.limit) break;
        page.after = rows.back().log_index;
    }
    printer.end();
    return success();
}

Result<void> run_certificate_show(const CertificateDraftCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    auto reader = TRY(certificates::CertificateReader::open(*desk.store, desk.authority.bundle));
    const auto view = TRY(reader.find(command.number));
    if (command.out) TRY(write_file_atomic(*command.out, view.row.act));
    std::printf("%s\n", command.json ? certificates::certificate_json(view).c_str()
                                     : certificates::certificate_line(view, language_of(command.language)).c_str());
    return success();
}

// ---- the command line

using RunDrafts = Result<void> (*)(const CertificateDraftCommand&);
CLI::App* add_one(CLI::App& parent, Run& run, const char* name, const char* what, RunDrafts act,
                  std::shared_ptr<CertificateDraftCommand>& options) {
    options = std::make_shared<CertificateDraftCommand>();
    CLI::App* command = parent.add_subcommand(name, what);
    add_store(*command, options->store);
    command->callback([options, &run, act] { run = [options, act] { return act(*options); }; });
    return command;
}

void add_block(CLI::App& parent, Run& run) {
    std::shared_ptr<CertificateDraftCommand> options;
    CLI::App* command =
        add_one(parent, run, "block", "a centre's blocks of numbers; with --prefix, assign it one. The newest counts", run_block, options);
    command->add_option("--centre", options->centre, "name of the centre")->required();
    command->add_option("--prefix", options->prefix,
                        "first 13 characters: letter (Y employer, S social), 4 of the organisation, 2 of the province, 6 of the site");
    command->add_option("--profile", options->profile, "level certificate, or the industry's beside it (two certificates from one test)")
        ->check(CLI::IsMember({"level", "industry"}));
    command->add_option("--level-digit", options->digits,
                        "LEVEL=DIGIT where it is not the national grade; levels 1, 7 and 8 have none by themselves");
    command->add_option("--basis", options->basis, "document that assigns it");
    command->add_option("--by", options->by, "who enters it");
    command->add_flag("--json", options->json, "as JSON");
}

void add_printing(CLI::App& command, CertificateDraftCommand& options) {
    add_language(command, options.language);
    command.add_flag("--json", options.json, "as JSON");
}

} // namespace

void add_certificate(CLI::App& app, Run& run) {
    CLI::App* parent = app.add_subcommand("certificate", "drafts of certificates with their numbers: block, draft, list, show, withdraw");
    parent->require_subcommand(1);
    add_block(*parent, run);
    std::shared_ptr<CertificateDraftCommand> options;
    CLI::App* command =
        add_one(*parent, run, "draft", "give numbers to outcomes that are final and passed; replace drafts of earlier versions", run_draft,
                options);
    command->add_option("--plan", options->plan, "of a batch: number of its plan");
    command->add_flag("--all", options->all, "of all outcomes");
    command->add_option("--by", options->by, "who drafts; it is signed and logged")->required();
    add_printing(*command, *options);
    command = add_one(*parent, run, "list", "all drafts, ended ones with their reason", run_certificate_list, options);
    command->add_option("--plan", options->plan, "only of this plan");
    command->add_option("--state", options->state, "draft: not ended; ended: withdrawn or replaced")
        ->check(CLI::IsMember({"draft", "ended"}));
    add_printing(*command, *options);
    command = add_one(*parent, run, "show", "one draft", run_certificate_show, options);
    command->add_option("--number", options->number, "its 22 characters")->required();
    command->add_option("--out", options->out, "gets the draft as the bureau signed it");
    add_printing(*command, *options);
    command = add_one(*parent, run, "withdraw", "take a draft back; it stays readable with its reason", run_withdraw, options);
    command->add_option("--number", options->number, "its 22 characters")->required();
    command->add_option("--reason", options->reason, "why, in words; it is signed and logged")->required();
    command->add_option("--by", options->by, "who decides")->required();
}

} // namespace kaogong::bureau
