// `kaogong witness init|follow|serve|once`: the independent witness of a bureau's log. It runs on a machine of somebody else's than the
// bureau's, knows each log by its key alone, and cosigns what only ever grew.
#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/sync.h"
#include "sync/cli/commands.h"
#include "sync/http/curl_transport.h"
#include "sync/witness/pull.h"
#include "sync/witness/serve.h"

#include <cstdio>
#include <memory>

namespace kaogong::cli {
namespace {

struct Options {
    Path data;
    std::string name;
    std::vector<std::string> logs;
    witness::ServeOptions serve;
    std::string from;
    std::string to;
    std::optional<Path> ca;
    std::optional<Path> out;
};

Result<std::vector<record::NoteKey>> parse_logs(const std::vector<std::string>& texts) {
    std::vector<record::NoteKey> logs;
    for (const std::string& text : texts) logs.push_back(TRY(record::parse_note_key(text)));
    return logs;
}

Result<void> follow_all(const Options& options, Clock& clock) {
    const auto logs = TRY(parse_logs(options.logs));
    auto opened = TRY(witness::Witness::open(options.data, clock));
    for (const record::NoteKey& log : logs) TRY(opened.follow(log));
    return success();
}

Result<void> init(const Options& options) {
    auto random = TRY(SystemRandom::open());
    auto clock = TRY(SystemClock::open());
    TRY(parse_logs(options.logs)); // before a key is made
    const auto key = TRY(witness::init_witness({.data = options.data, .name = options.name}, random));
    TRY(follow_all(options, clock));
    std::printf("%s\n", record::note_key_text(key).c_str());
    return success();
}

Result<void> follow(const Options& options) {
    auto clock = TRY(SystemClock::open());
    return follow_all(options, clock);
}

Result<void> serve(const Options& options) {
    auto clock = TRY(SystemClock::open());
    witness::ServeOptions serve = options.serve;
    serve.data = options.data;
    return witness::serve(serve, clock);
}

bool is_address(const std::string& text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

Result<std::unique_ptr<witness::LogSource>> open_source(const Options& options) {
    if (!is_address(options.from)) return std::unique_ptr<witness::LogSource>(std::make_unique<witness::LogFolder>(options.from));
    auto transport = TRY(open_curl_transport({.server = options.from, .ca = options.ca}));
    return std::unique_ptr<witness::LogSource>(std::make_unique<witness::LogAddress>(std::move(transport)));
}

Result<void> once(const Options& options) {
    auto clock = TRY(SystemClock::open());
    auto opened = TRY(witness::Witness::open(options.data, clock));
    const auto source = TRY(open_source(options));
    const auto cosigned = TRY(witness::pull_checkpoint(*source, opened));
    if (options.out) TRY(write_file_atomic(*options.out, view(cosigned.note)));
    if (!options.to.empty()) {
        const auto bureau = TRY(open_curl_transport({.server = options.to, .ca = options.ca}));
        TRY(witness::hand_over(*bureau, cosigned.note));
    }
    std::printf("cosigned at size %llu\n", static_cast<unsigned long long>(cosigned.size));
    return success();
}

int status_of(const Result<void>& done, const Context& context) {
    if (done.ok()) return kDone;
    const int status = fail(done.error(), context);
    return done.code() == codes::listen_failed || done.code() == codes::witness_running ? kEnvironment : status;
}

using Run = Result<void> (*)(const Options&);

CLI::App* add_action(CLI::App& group, const char* name, const char* help, const std::shared_ptr<Options>& options, Context& context,
                     Run run) {
    CLI::App* command = group.add_subcommand(name, help);
    command->add_option("--data", options->data, "folder of the witness")->required();
    add_language_option(*command, context);
    command->callback(
        [options, &context, run] { context.action = [options, &context, run] { return status_of(run(*options), context); }; });
    return command;
}

} // namespace

void add_witness(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* group = app.add_subcommand("witness", "Watch a bureau's log and cosign its checkpoints (C2SP tlog-witness)");
    group->require_subcommand(1);

    CLI::App* make = add_action(*group, "init", "Make the witness's key; prints its note key for the bureau", options, context, init);
    make->add_option("--name", options->name, "name of the witness, e.g. witness.example/w1")->required();
    make->add_option("--log", options->logs, "note key of a log to follow; may stand several times");

    CLI::App* more = add_action(*group, "follow", "Follow one log more", options, context, follow);
    more->add_option("--log", options->logs, "note key of the log, as kaogong-bureau note-key prints it")->required();

    CLI::App* service = add_action(*group, "serve", "Answer logs that ask for a cosignature", options, context, serve);
    service->add_option("--listen", options->serve.listen, "numeric address and port; port 0: any");
    service->add_option("--port-file", options->serve.port_file, "gets the port that was taken");

    CLI::App* pull = add_action(*group, "once", "Look at a log's files now, check that it only grew, and cosign", options, context, once);
    pull->add_option("--from", options->from, "folder or address of the log's files")->required();
    pull->add_option("--out", options->out, "where the cosigned checkpoint goes");
    pull->add_option("--to", options->to, "address of the bureau that gets the cosignature");
    pull->add_option("--ca", options->ca, "certificate authority of these addresses (PEM); no other is then trusted");
}

} // namespace kaogong::cli
