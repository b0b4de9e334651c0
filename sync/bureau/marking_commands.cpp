#include "sync/bureau/marking_commands.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/record/formats.h"
#include "sync/bank/file_faults.h"
#include "sync/bank/remark_file.h"
#include "sync/bureau/marking/enter.h"
#include "sync/bureau/marking/report.h"

#include <algorithm>
#include <cstdio>
#include <memory>

namespace kaogong::bureau {
namespace {

constexpr std::size_t kIdentityFileMax = 4u << 10;
constexpr std::string_view kResultEnding = ".kgr";
constexpr std::string_view kRuleEnding = ".remark.toml";
constexpr std::size_t kFilesMax = 100'000; // of one folder

// What both marking commands are given.
struct MarkingOptions {
    StoreOptions store;
    std::vector<Path> response_keys;
    std::vector<Path> packages;
    std::vector<std::string> sessions;
    std::vector<Path> marker_keys, marker_certificates, tokens, pins; // the n-th of each belong together
    std::optional<Path> out;
    std::optional<Path> rule;
    bool json = false;
};

// Opened once for a whole run. The store is a copy: the serving bureau's own is never where the response key is.
struct MarkingRoom {
    std::unique_ptr<Store> store;
    record::Bundle bundle;
    std::vector<record::age::Identity> readers;
    std::vector<marking::Marker> markers;
    std::vector<marking::MarkingPaper> papers;
    std::int64_t wall_ms = 0;

    marking::MarkingDesk desk() const { return {.store = *store, .readers = readers, .markers = markers, .wall_ms = wall_ms}; }
};

Result<record::age::Identity> read_identity(const Path& path) {
    Bytes content = TRY(read_file(path, kIdentityFileMax));
    auto identity = record::age::Identity::parse(trim(as_text(content)));
    wipe(content.data(), content.size());
    return identity;
}

Result<std::vector<marking::Marker>> open_markers(const MarkingOptions& options) {
    const std::size_t count = options.marker_keys.size();
    if (options.marker_certificates.size() != count || options.tokens.size() != count || options.pins.size() != count)
        return error(codes::usage, "each marker wants --marker-key, --marker-certificate, --token and --pin-file");
    std::vector<marking::Marker> markers;
    for (std::size_t i = 0; i < count; ++i)
        markers.push_back(TRY(marking::open_marker({.key = options.marker_keys[i],
                                                    .certificate = options.marker_certificates[i],
                                                    .token = options.tokens[i],
                                                    .pin = options.pins[i]})));
    return markers;
}

Result<void> check_offline(const Path& data, const record::Bundle& bundle) {
    std::error_code ignored;
    const bool serves = std::filesystem::exists(data / "keys" / "intake.key", ignored);
    if (serves && bundle.roots.environment == record::Environment::real) return error(codes::response_key_beside_keys, data.string());
    return success();
}

Result<MarkingRoom> open_room(const MarkingOptions& options) {
    auto clock = TRY(SystemClock::open());
    TRY(SystemRandom::open()); // starts the library of the seals
    auto store = TRY(open_store(options.store, StoreAccess::existing));
    const auto newest = TRY(store->registry().newest_bundle());
    if (!newest) return error(codes::bundle_missing);
    auto bundle = TRY(open_bundle(store->registry(), newest->bytes));
    return MarkingRoom{
        .store = std::move(store), .bundle = std::move(bundle), .readers = {}, .markers = {}, .papers = {}, .wall_ms = clock.wall_ms()};
}

// The words let a person compare the copy with the bureau's filing letter: a copy that somebody else made would have others.
void tell_roots(const record::Bundle& bundle) {
    std::fprintf(stderr, "%s\n", record::words_text(record::root_words(bundle.roots), Language::en).c_str());
}

Result<MarkingRoom> open_marking_room(const MarkingOptions& options) {
    MarkingRoom room = TRY(open_room(options));
    TRY(check_offline(options.store.data, room.bundle));
    tell_roots(room.bundle);
    for (const Path& path : options.response_keys) room.readers.push_back(TRY(read_identity(path)));
    room.markers = TRY(open_markers(options));
    for (const Path& path : options.packages) {
        const Bytes package = TRY(read_file(path, kPackageSizeMax));
        room.papers.push_back(TRY(marking::open_paper(package, room.bundle, room.readers)));
    }
    return room;
}

// A record has one name, so marking again writes nothing new; what lies there was signed before and stays.
Result<void> keep_made(const std::optional<Path>& out, const std::optional<marking::MadeResult>& made) {
    if (!out || !made) return success();
    const Path path = *out / (made->hash.hex() + std::string(kResultEnding));
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) return success();
    return write_file_atomic(path, made->signed_result);
}

Result<void> run_mark(const MarkingOptions& options) {
    const MarkingRoom room = TRY(open_marking_room(options));
    if (options.out) TRY(make_folder(*options.out));
    std::vector<std::string> lists;
    Result<void> well;
    for (const marking::MarkingPaper& paper : room.papers) {
        const std::string session = paper.manifest.session.hex();
        const bool wanted = options.sessions.empty() || std::count(options.sessions.begin(), options.sessions.end(), session) > 0;
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

Result<record::RemarkRule> read_rule(const Path& path) {
    bank::FileFaults faults;
    const auto rule = bank::load_author_file(path, faults, bank::read_remark_file);
    for (const bank::FileFault& fault : faults)
        std::fprintf(stderr, "%s: %s\n", fault.file.c_str(), bank::fault_text(fault.fault, Language::en).c_str());
    if (!rule) return error(faults.empty() ? codes::usage : faults.front().fault.code, path.filename().string());
    return *rule;
}

Result<void> run_remark(const MarkingOptions& options) {
    record::RemarkRule rule = TRY(read_rule(*options.rule));
    const Bytes rule_file = TRY(read_file(*options.rule, bank::kRemarkFileMax));
    const MarkingRoom room = TRY(open_marking_room(options));
    const auto paper =
        std::find_if(room.papers.begin(), room.papers.end(), [&](const auto& each) { return each.manifest.paper == rule.paper; });
    if (paper == room.papers.end()) return error(codes::paper_not_given, rule.paper.hex());
    const Hash rule_hash = record::sha256(rule_file);
    const auto results = TRY(marking::remark({.rule = rule, .rule_file = rule_hash, .paper = *paper}, room.desk()));
    if (options.out) {
        TRY(make_folder(*options.out));
        for (const marking::RemarkedResult& result : results) TRY(keep_made(options.out, result.made));
        TRY(write_file_atomic(*options.out / (rule_hash.hex() + std::string(kRuleEnding)), rule_file));
        TRY(write_file_atomic(*options.out / "deltas.csv", view(marking::remark_csv(results))));
    }
    std::printf("%s\n", options.json ? marking::remark_json(results).c_str() : marking::remark_csv(results).c_str());
    return marking::all_well(results);
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

void add_marking_options(CLI::App& command, MarkingOptions& options) {
    add_store(command, options.store); // a copy: bureau.db alone in a folder, or a dump that was restored here
    command.add_option("--response-key", options.response_keys, "response.age; several where the bureau has changed it")->required();
    command.add_option("--package", options.packages, "package of a session; several times")->required();
    command.add_option("--marker-key", options.marker_keys, "sealed key of a marker; several times, with as many of the next three");
    command.add_option("--marker-certificate", options.marker_certificates, "his certificate, of role bureau_marker");
    command.add_option("--token", options.tokens, "folder of his token");
    command.add_option("--pin-file", options.pins, "file with his PIN; remove it afterwards");
    command.add_option("--out", options.out, "folder for the signed records, to be entered at the bureau");
    command.add_flag("--json", options.json, "print JSON");
}

} // namespace

void add_mark(CLI::App& app, Run& run) {
    auto options = std::make_shared<MarkingOptions>();
    CLI::App* command = app.add_subcommand("mark", "mark sealed answers where the response key is, and compare what terminals marked");
    add_marking_options(*command, *options);
    command->add_option("--session", options->sessions, "only these of the packages' sessions, 32 hexadecimal digits each");
    command->callback([options, &run] { run = [options] { return run_mark(*options); }; });
}

void add_remark(CLI::App& app, Run& run) {
    auto options = std::make_shared<MarkingOptions>();
    CLI::App* command = app.add_subcommand("remark", "mark a paper again by a decision: items void, in full, or by a new key");
    add_marking_options(*command, *options);
    command->add_option("--rule", options->rule, "the decision, *.remark.toml")->required();
    command->callback([options, &run] { run = [options] { return run_remark(*options); }; });
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
