#include "sync/bureau/trust_commands.h"

#include "core/base/random.h"
#include "core/record/checkpoint.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/issue_bundle.h"

#include <cstdio>
#include <memory>

namespace kaogong::bureau {
namespace {

struct BundleCommand {
    StoreOptions store;
    std::vector<Path> roots;
    std::vector<std::string> witnesses;
    std::optional<Path> out;
};

Result<void> run_note_key(const StoreOptions& options) {
    auto store = TRY(open_store(options, StoreAccess::existing));
    const Authority authority = TRY(open_authority(options.data, store->registry()));
    const record::NoteKey key{.name = authority.origin, .type = record::NoteKeyType::signature, .key = authority.checkpoint.public_key()};
    std::printf("%s\n", record::note_key_text(key).c_str());
    return success();
}

Result<void> run_bundle(const BundleCommand& command) {
    auto clock = TRY(SystemClock::open());
    auto random = TRY(SystemRandom::open());
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    BundleOrder order{.roots = command.roots, .witnesses = {}};
    order.witnesses = TRY(parse_note_keys(command.witnesses));
    const Bytes bundle = TRY(issue_bundle(order, {.store = *store, .clock = clock, .random = random}));
    TRY(write_file_atomic(command.store.data / "bundle", bundle));
    if (command.out) TRY(write_file_atomic(*command.out, bundle));
    return success();
}

} // namespace

void add_store(CLI::App& command, StoreOptions& options) {
    command.add_option("--data", options.data, "folder of the bureau: its keys, and its database unless --store is given")->required();
    command.add_option("--store", options.url, "postgresql://USER@HOST:PORT/DATABASE; the password belongs in a password file");
}

Result<std::vector<record::NoteKey>> parse_note_keys(const std::vector<std::string>& texts) {
    std::vector<record::NoteKey> keys;
    for (const std::string& text : texts) keys.push_back(TRY(record::parse_note_key(text)));
    return keys;
}

void add_note_key(CLI::App& app, Run& run) {
    auto options = std::make_shared<StoreOptions>();
    CLI::App* command = app.add_subcommand("note-key", "print the key of the log's checkpoints, as a witness needs it");
    add_store(*command, *options);
    command->callback([options, &run] { run = [options] { return run_note_key(*options); }; });
}

void add_bundle(CLI::App& issue, Run& run) {
    auto bundle = std::make_shared<BundleCommand>();
    CLI::App* command =
        issue.add_subcommand("bundle", "the next trust bundle, for another year; a bureau that serves takes it up by itself");
    add_store(*command, bundle->store);
    command->add_option("--root", bundle->roots, "folder with a root key; as many as the root set asks for")->required();
    command->add_option("--witness", bundle->witnesses, "note key of a witness to name from here on; may stand several times");
    command->add_option("--out", bundle->out, "where a copy goes; DATA/bundle is written always");
    command->callback([bundle, &run] { run = [bundle] { return run_bundle(*bundle); }; });
}

} // namespace kaogong::bureau
