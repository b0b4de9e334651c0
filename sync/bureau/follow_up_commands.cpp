#include "sync/bureau/follow_up_commands.h"

#include "sync/bureau/command_parts.h"
#include "sync/bureau/days.h"
#include "sync/bureau/follow_ups/follow_ups.h"

#include <memory>

namespace kaogong::bureau {
namespace {

using follow_ups::FollowUpView;

struct FollowUpCommand {
    StoreOptions store;
    FollowUpRow row;
    FollowUpCloseRow closing;
    std::string kind, on, due, state, language = "en";
    bool json = false;
};

Result<void> run_add(const FollowUpCommand& command) {
    FollowUpRow row = command.row;
    const auto kind = follow_ups::find_kind(command.kind);
    if (!kind) return error(codes::usage, "--kind " + command.kind);
    row.kind = *kind;
    row.noted_ms = TRY(wall_now_ms());
    row.day_ms = TRY(parse_day(command.on.empty() ? day_text(row.noted_ms) : command.on));
    if (!command.due.empty()) row.due_ms = TRY(parse_day(command.due)) + kDayMs; // the day counts whole
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    std::printf("%llu\n", static_cast<unsigned long long>(TRY(follow_ups::add(*store, row))));
    return success();
}

Result<void> run_close(const FollowUpCommand& command) {
    FollowUpCloseRow closing = command.closing;
    closing.at_ms = TRY(wall_now_ms());
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    return follow_ups::close(*store, closing);
}

Result<void> run_follow_up_list(const FollowUpCommand& command) {
    const std::int64_t now_ms = TRY(wall_now_ms());
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    RowPrinter printer(command.json);
    TRY(follow_ups::each(*store, command.row.organisation, [&](const FollowUpView& view) {
        const bool wanted = (command.state.empty() || command.state == follow_ups::state_word(view.state_at(now_ms))) &&
                            (command.row.owner.empty() || command.row.owner == view.row.owner);
        if (wanted)
            printer.row(command.json ? follow_ups::follow_up_json(view, now_ms)
                                     : follow_ups::follow_up_line(view, now_ms, language_of(command.language)));
        return success();
    }));
    printer.end();
    return success();
}

using RunFollowUp = Result<void> (*)(const FollowUpCommand&);
CLI::App* add_one(CLI::App& parent, Run& run, const char* name, const char* what, RunFollowUp act,
                  std::shared_ptr<FollowUpCommand>& options) {
    options = std::make_shared<FollowUpCommand>();
    CLI::App* command = parent.add_subcommand(name, what);
    add_store(*command, options->store);
    command->callback([options, &run, act] { run = [options, act] { return act(*options); }; });
    return command;
}

} // namespace

void add_follow_up(CLI::App& app, Run& run) {
    CLI::App* parent = app.add_subcommand("follow-up", "how organisations are accompanied from their filing on: add, list, close (P87)");
    parent->require_subcommand(1);
    std::shared_ptr<FollowUpCommand> options;
    CLI::App* command = add_one(*parent, run, "add", "enter something about an organisation; nothing of candidates", run_add, options);
    command->add_option("--organisation", options->row.organisation, "whom it is about; need not be registered yet")->required();
    command->add_option("--kind", options->kind, "filing (the stage it has reached), contact, first_session, problem or visit")->required();
    command->add_option("--on", options->on, "day that it tells of, such as 2026-11-30; without it today");
    command->add_option("--text", options->row.text, "what there is to say")->required();
    command->add_option("--owner", options->row.owner, "who looks after it; a problem always has one");
    command->add_option("--due", options->due, "last day for it");
    command->add_option("--by", options->row.by, "who enters it")->required();
    command = add_one(*parent, run, "list", "the register, and what waits or is overdue", run_follow_up_list, options);
    command->add_option("--organisation", options->row.organisation, "only of this organisation");
    command->add_option("--owner", options->row.owner, "only what this person looks after");
    command->add_option("--state", options->state, "only these")->check(CLI::IsMember({"noted", "open", "overdue", "closed"}));
    add_language(*command, options->language);
    command->add_flag("--json", options->json, "as JSON");
    command = add_one(*parent, run, "close", "enter how something that waited was settled", run_close, options);
    command->add_option("--number", options->closing.follow_up, "its number, as the list has it")->required();
    command->add_option("--text", options->closing.text, "how it was settled")->required();
    command->add_option("--by", options->closing.by, "who settles it")->required();
}

} // namespace kaogong::bureau
