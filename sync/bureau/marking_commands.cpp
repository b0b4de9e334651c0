#include "sync/bureau/marking_commands.h"

#include "core/base/log.h"
#include "core/record/formats.h"
#include "sync/bank/remark_file.h"
#include "sync/bureau/marking/enter.h"
#include "sync/bureau/marking/report.h"
#include "sync/bureau/marking_options.h"

#include <algorithm>
#include <memory>

namespace kaogong::bureau {
namespace {

constexpr std::size_t kFilesMax = 100'000; // of one folder

struct MarkCommand {
    MarkingOptions marking;
    std::vector<std::string> sessions;
};

Result<void> run_mark(const MarkCommand& command) {
    const MarkingOptions& options = command.marking;
    const marking::MarkingRoom room = TRY(open_marking_room(options));
    const std::vector<marking::MarkingPaper> papers = TRY(room.papers());
    if (options.out) TRY(make_folder(*options.out));
    std::vector<std::string> lists;
    Result<void> well;
    for (const marking::MarkingPaper& paper : papers) {
        const std::string session = paper.manifest.session.hex();
        const bool wanted = command.sessions.empty() || std::count(command.sessions.begin(), command.sessions.end(), session) > 0;
        if (!wanted) continue;
        const auto results = TRY(marking::mark_session(paper, room.desk()));
        for (const marking::MarkedResult& result : results) TRY(keep_made(options.out, result.made));
        if (options.json)
            lists.push_back(marking::marks_json(paper.manifest.session, results));
        else
            std::fputs(marking::marks_text(results).c_str(), stdout);
        if (well) well = marking::all_well(results);
    }
    if (options.json) std::printf("%s\n", marking::join_json(lists).c_str());
    return well;
}

struct EnterCommand {
    StoreOptions store;
    Path from;
    std::optional<Path> proofs;
};

struct Brought {
    std::vector<Path> results; // by name
    marking::RuleFiles rules;
};
Result<Brought> look_into(const Path& folder) {
    Brought brought;
    std::error_code failed;
    std::size_t count = 0;
    for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
        if (++count > kFilesMax) return error(codes::file_too_large, folder.string());
        const std::string name = it->path().filename().string();
        if (name.ends_with(kResultEnding)) brought.results.push_back(it->path());
        if (!name.ends_with(kRuleEnding)) continue;
        Bytes rule = TRY(read_file(it->path(), bank::kRemarkFileMax));
        brought.rules.emplace(record::sha256(rule), std::move(rule));
    }
    if (failed) return error(codes::file_missing, folder.string());
    std::sort(brought.results.begin(), brought.results.end());
    return brought;
}

Result<void> run_enter(const EnterCommand& command) {
    auto clock = TRY(SystemClock::open());
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    const Authority authority = TRY(open_authority(command.store.data, store->registry()));
    const Brought brought = TRY(look_into(command.from));
    if (command.proofs) TRY(make_folder(*command.proofs));
    Result<void> well;
    for (const Path& path : brought.results) {
        const Bytes file = TRY(read_file(path, record::kResultMax));
        const auto entered = marking::enter_record(*store, authority, file, brought.rules, clock.wall_ms());
        if (!entered) {
            std::printf("%s  refused  %s\n", path.filename().c_str(), error_text(entered.error()).c_str());
            if (well) well = entered.error();
            continue;
        }
        std::printf("%s  %s\n", entered->record.hex().c_str(), entered->before ? "there" : "entered");
        if (command.proofs) TRY(write_file_atomic(*command.proofs / (entered->record.hex() + ".kgproof"), entered->proof));
    }
    return well;
}

} // namespace

void add_mark(CLI::App& app, Run& run) {
    auto options = std::make_shared<MarkCommand>();
    CLI::App* command = app.add_subcommand("mark", "mark sealed answers where the response key is, and compare what terminals marked");
    add_marking_options(*command, options->marking);
    command->add_option("--session", options->sessions, "only these of the packages' sessions, 32 hexadecimal digits each");
    command->callback([options, &run] { run = [options] { return run_mark(*options); }; });
}

void add_enter(CLI::App& app, Run& run) {
    auto options = std::make_shared<EnterCommand>();
    CLI::App* command = app.add_subcommand("enter", "take what mark or remark wrote into the log, with receipts");
    add_store(*command, options->store);
    command->add_option("--from", options->from, "folder that mark or remark wrote")->required();
    command->add_option("--proofs", options->proofs, "folder that gets a .kgproof of each");
    command->callback([options, &run] { run = [options] { return run_enter(*options); }; });
}

} // namespace kaogong::bureau
