#include "sync/bureau/notice_commands.h"

#include "core/base/codes/base.h"
#include "sync/bureau/notice/notice.h"
#include "sync/bureau/notice/working_days.h"

#include <cstdio>
#include <map>
#include <memory>

namespace kaogong::bureau {
namespace {

struct NoticeCommand {
    StoreOptions store;
    std::string session, record, objection; // hexadecimal
    std::string by, text, scope, end;
    std::int64_t days = 0;
    std::vector<std::string> holidays, make_up;
    int utc_offset_minutes = 480;
};

template <typename Fixed> Result<Fixed> parse_hex(const std::string& text, const char* option) {
    const auto bytes = from_hex(text);
    if (!bytes || bytes->size() != Fixed::kSize)
        return error(codes::usage, std::string(option) + " wants " + std::to_string(2 * Fixed::kSize) + " hexadecimal digits");
    return Fixed::from(*bytes);
}

struct OpenDesk {
    std::unique_ptr<Store> store;
    Authority authority;
    SessionId session;
    std::int64_t wall_ms = 0;
};
Result<OpenDesk> open_desk(const NoticeCommand& command) {
    auto clock = TRY(SystemClock::open());
    const auto session = TRY(parse_hex<SessionId>(command.session, "--session"));
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    auto authority = TRY(open_authority(command.store.data, store->registry()));
    return OpenDesk{.store = std::move(store), .authority = std::move(authority), .session = session, .wall_ms = clock.wall_ms()};
}

Result<std::int64_t> end_of(const NoticeCommand& command, std::int64_t from_ms) {
    notice::Calendar calendar{.holidays = {}, .make_up = {}, .utc_offset_minutes = command.utc_offset_minutes};
    for (const std::string& text : command.holidays) calendar.holidays.insert(TRY(notice::parse_day(text)));
    for (const std::string& text : command.make_up) calendar.make_up.insert(TRY(notice::parse_day(text)));
    return notice::end_of_period(calendar, from_ms, command.days);
}

Result<void> tell(const Result<Hash>& act) {
    if (!act) return act.error();
    std::printf("%s\n", act->hex().c_str());
    return success();
}

Result<void> run_open(const NoticeCommand& command) {
    const OpenDesk desk = TRY(open_desk(command));
    const std::int64_t until_ms = TRY(end_of(command, desk.wall_ms));
    return tell(notice::open_notice(*desk.store, desk.authority,
                                    {.session = desk.session, .by = command.by, .place = command.text, .until_ms = until_ms},
                                    desk.wall_ms));
}

Result<void> run_close(const NoticeCommand& command) {
    const OpenDesk desk = TRY(open_desk(command));
    return tell(
        notice::close_notice(*desk.store, desk.authority, {.session = desk.session, .by = command.by, .text = command.text}, desk.wall_ms));
}

Result<void> run_object(const NoticeCommand& command) {
    using record::ReviewScope;
    const std::map<std::string, ReviewScope> scopes{{"tally", ReviewScope::tally},
                                                    {"missing", ReviewScope::missing},
                                                    {"identity", ReviewScope::identity},
                                                    {"rescoring", ReviewScope::rescoring}};
    const OpenDesk desk = TRY(open_desk(command));
    notice::ObjectionOrder order{.session = desk.session, .record = {}, .by = command.by, .text = command.text};
    order.record = TRY(parse_hex<Hash>(command.record, "--record"));
    order.scope = scopes.at(command.scope);
    order.due_ms = TRY(end_of(command, desk.wall_ms));
    return tell(notice::object(*desk.store, desk.authority, order, desk.wall_ms));
}

Result<void> run_answer(const NoticeCommand& command) {
    using record::ReviewEnd;
    const std::map<std::string, ReviewEnd> ends{
        {"unchanged", ReviewEnd::unchanged}, {"changed", ReviewEnd::changed}, {"referred", ReviewEnd::referred}};
    const OpenDesk desk = TRY(open_desk(command));
    notice::AnswerOrder order{.session = desk.session, .objection = {}, .by = command.by, .text = command.text};
    order.objection = TRY(parse_hex<Hash>(command.objection, "--objection"));
    order.end = ends.at(command.end);
    return tell(notice::answer(*desk.store, desk.authority, order, desk.wall_ms));
}

Result<void> run_list(const NoticeCommand& command) {
    const OpenDesk desk = TRY(open_desk(command));
    const auto notices = TRY(notice::notices_of(*desk.store, desk.authority.bundle, desk.session));
    const auto results = TRY(notice::results_of(*desk.store, notices));
    std::printf("%s\n", notice::notices_json(notices, results, desk.wall_ms).c_str());
    return success();
}

using RunNotice = Result<void> (*)(const NoticeCommand&);
CLI::App* add_act(CLI::App& parent, Run& run, const char* name, const char* what, const std::shared_ptr<NoticeCommand>& options,
                  RunNotice act) {
    CLI::App* command = parent.add_subcommand(name, what);
    add_store(*command, options->store);
    command->add_option("--session", options->session, "id of the session, 32 hexadecimal digits")->required();
    command->callback([options, &run, act] { run = [options, act] { return act(*options); }; });
    return command;
}

void add_who(CLI::App& command, NoticeCommand& options, const char* text) {
    command.add_option("--by", options.by, "who acts; it is signed and logged")->required();
    command.add_option("--text", options.text, text)->required();
}

// No period is the usual one: each plan states its own.
void add_period(CLI::App& command, NoticeCommand& options, const char* what) {
    command.add_option("--working-days", options.days, what)->required()->check(CLI::Range(std::int64_t{1}, notice::kPeriodMax));
    command.add_option("--holiday", options.holidays, "day of the week that is off, 2026-10-01; several times");
    command.add_option("--make-up-day", options.make_up, "day at a week's end that is worked; several times");
    command.add_option("--utc-offset-minutes", options.utc_offset_minutes, "of the site")->check(CLI::Range(-720, 840));
}

} // namespace

void add_notice(CLI::App& app, Run& run) {
    CLI::App* notice = app.add_subcommand("notice", "public notice of results: open, close, object, answer, list");
    notice->require_subcommand(1);
    auto open = std::make_shared<NoticeCommand>();
    CLI::App* command = add_act(*notice, run, "open", "put a session's results up", open, run_open);
    add_who(*command, *open, "where they hang");
    add_period(*command, *open, "how many working days they hang, the day of posting not counted");
    auto close = std::make_shared<NoticeCommand>();
    command = add_act(*notice, run, "close", "end it: what was put up and stands is final", close, run_close);
    add_who(*command, *close, "what is to be said at its end");
    auto object = std::make_shared<NoticeCommand>();
    command = add_act(*notice, run, "object", "take an objection to a result", object, run_object);
    add_who(*command, *object, "what is objected to; no name");
    command->add_option("--record", object->record, "record hash of the result")->required();
    command->add_option("--scope", object->scope, "what is to be reviewed")
        ->required()
        ->check(CLI::IsMember({"tally", "missing", "identity", "rescoring"}));
    add_period(*command, *object, "within how many working days it is to be answered");
    auto answer = std::make_shared<NoticeCommand>();
    command = add_act(*notice, run, "answer", "answer an objection", answer, run_answer);
    add_who(*command, *answer, "the answer in words");
    command->add_option("--objection", answer->objection, "its act, as the list has it")->required();
    command->add_option("--end", answer->end, "how the review ended")
        ->required()
        ->check(CLI::IsMember({"unchanged", "changed", "referred"}));
    auto list = std::make_shared<NoticeCommand>();
    command = add_act(*notice, run, "list", "notices, objections, and what is final, as JSON", list, run_list);
}

} // namespace kaogong::bureau
