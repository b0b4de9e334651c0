#include "sync/bureau/appointment_commands.h"

#include "sync/bureau/appointments/appointments.h"
#include "sync/bureau/command_parts.h"
#include "sync/bureau/days.h"

#include <memory>

namespace kaogong::bureau {
namespace {

using appointments::AppointmentReader;
using appointments::AppointmentView;

struct AppointmentCommand {
    StoreOptions store;
    std::string outcome, candidate, from, until, on, reason, by;
    appointments::AppointmentOrder order;
    std::uint64_t number = 0;
    std::string plan, state, organisation, language = "en";
    bool json = false;
    std::optional<Path> out;
};

RegisterDesk desk_of(const BureauDesk& desk, const AppointmentCommand& command) {
    return {.store = *desk.store, .authority = desk.authority, .wall_ms = desk.wall_ms, .by = command.by};
}

Result<void> run_add(const AppointmentCommand& command) {
    appointments::AppointmentOrder order = command.order;
    if (!command.outcome.empty()) order.outcome = TRY(parse_hex_option<Hash>(command.outcome, "--outcome"));
    if (!command.candidate.empty()) order.candidate = TRY(parse_hex_option<CandidateRef>(command.candidate, "--candidate"));
    order.from_ms = TRY(parse_day(command.from));
    order.until_ms = TRY(parse_day(command.until)) + kDayMs; // the last day counts whole
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    std::printf("%llu\n", static_cast<unsigned long long>(TRY(appointments::appoint(desk_of(desk, command), order))));
    return success();
}

Result<void> run_end(const AppointmentCommand& command) {
    const std::int64_t until_ms = TRY(parse_day(command.on)) + kDayMs;
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    return appointments::end_appointment(desk_of(desk, command),
                                         {.number = command.number, .until_ms = until_ms, .reason = command.reason});
}

std::string printed(const AppointmentView& view, const BureauDesk& desk, const AppointmentCommand& command) {
    return command.json ? appointments::appointment_json(view, desk.wall_ms)
                        : appointments::appointment_line(view, desk.wall_ms, language_of(command.language));
}

Result<void> run_appointment_list(const AppointmentCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    auto reader = TRY(AppointmentReader::open(*desk.store, desk.authority.bundle));
    RowPrinter printer(command.json);
    TRY(reader.each(command.plan, [&](const AppointmentView& view) {
        const bool wanted = (command.state.empty() || command.state == appointments::state_word(view.state_at(desk.wall_ms))) &&
                            (command.organisation.empty() || command.organisation == view.entry().organisation);
        if (wanted) printer.row(printed(view, desk, command));
        return success();
    }));
    printer.end();
    return success();
}

Result<void> run_appointment_show(const AppointmentCommand& command) {
    const BureauDesk desk = TRY(BureauDesk::open(command.store));
    auto reader = TRY(AppointmentReader::open(*desk.store, desk.authority.bundle));
    const AppointmentView view = TRY(reader.find(command.number));
    if (command.out) TRY(write_file_atomic(*command.out, view.row.act));
    std::printf("%s\n", printed(view, desk, command).c_str());
    return success();
}

// ---- the command line

using RunAppointment = Result<void> (*)(const AppointmentCommand&);
CLI::App* add_one(CLI::App& parent, Run& run, const char* name, const char* what, RunAppointment act,
                  std::shared_ptr<AppointmentCommand>& options) {
    options = std::make_shared<AppointmentCommand>();
    CLI::App* command = parent.add_subcommand(name, what);
    add_store(*command, options->store);
    command->callback([options, &run, act] { run = [options, act] { return act(*options); }; });
    return command;
}

void add_appoint(CLI::App& parent, Run& run) {
    std::shared_ptr<AppointmentCommand> options;
    CLI::App* command =
        add_one(parent, run, "add", "enter that an organisation appointed somebody; it is signed and logged", run_add, options);
    command->add_option("--outcome", options->outcome, "final pass that it rests on, 64 hexadecimal digits");
    command->add_option("--certificate", options->order.certificate, "or the certificate draft, 22 characters");
    command->add_option("--candidate", options->candidate, "reference of whom the organisation means; compared with the outcome");
    command->add_option("--organisation", options->order.organisation, "that appoints")->required();
    command->add_option("--post", options->order.post, "the post")->required();
    command->add_option("--level", options->order.level, "level appointed to, 1 to 8, never above the outcome's; without it the outcome's")
        ->check(CLI::Range(1, 8));
    command->add_option("--from", options->from, "first day, such as 2026-01-01")->required();
    command->add_option("--until", options->until, "last day")->required();
    command->add_option("--document", options->order.document, "the organisation's document")->required();
    command->add_option("--by", options->by, "who enters it")->required();
}

void add_numbered(CLI::App& command, AppointmentCommand& options) {
    command.add_option("--number", options.number, "its number, as the list has it")->required();
}
void add_printing(CLI::App& command, AppointmentCommand& options) {
    add_language(command, options.language);
    command.add_flag("--json", options.json, "as JSON");
}

} // namespace

void add_appointment(CLI::App& app, Run& run) {
    CLI::App* parent =
        app.add_subcommand("appointment", "who was appointed to which post on the ground of an outcome: add, end, list, show");
    parent->require_subcommand(1);
    add_appoint(*parent, run);
    std::shared_ptr<AppointmentCommand> options;
    CLI::App* command = add_one(*parent, run, "end", "enter that an appointment ended before its last day", run_end, options);
    add_numbered(*command, *options);
    command->add_option("--on", options->on, "the last day on which it counts, such as 2026-11-30")->required();
    command->add_option("--reason", options->reason, "why, in words; it is signed and logged")->required();
    command->add_option("--by", options->by, "who enters it")->required();
    command = add_one(*parent, run, "list", "all appointments, and which of them count today", run_appointment_list, options);
    command->add_option("--plan", options->plan, "only on the ground of outcomes of this plan");
    command->add_option("--organisation", options->organisation, "only by this organisation");
    command->add_option("--state", options->state, "only these")->check(CLI::IsMember({"ahead", "current", "over", "ended"}));
    add_printing(*command, *options);
    command = add_one(*parent, run, "show", "one appointment", run_appointment_show, options);
    add_numbered(*command, *options);
    command->add_option("--out", options->out, "gets the entry as the bureau signed it");
    add_printing(*command, *options);
}

} // namespace kaogong::bureau
