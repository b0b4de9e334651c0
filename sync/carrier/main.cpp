// kaogong-sync: carries parcels between a terminal's spool and the bureau, over a network, a memory stick or a centre's hub. Exit status: 0 nothing is
// left, 1 something was refused or waits for earlier parcels, 2 wrong use, 3 no connection or no usable data folder.
#include "core/base/log.h"
#include "sync/carrier/relay_command.h"
#include "sync/carrier/service.h"
#include "sync/carrier/stick_commands.h"

#include <CLI/CLI.hpp>

#include <cstdio>

using namespace kaogong;
using namespace kaogong::sync;

int sync::fail(const Error& why, int status) {
    std::fprintf(stderr, "%s\n", error_text(why).c_str());
    return status;
}

namespace {

using Command = std::function<int()>;

void add_way(CLI::App& command, Options& options) {
    command.add_option("--bureau", options.bureau, "address of the bureau or of the centre's hub; remembered");
    command.add_option("--ca", options.ca, "certificate authority of the bureau or hub (PEM); no other is then trusted");
}

void add_limit(CLI::App& command, Options& options) {
    constexpr std::int64_t kKibMax = 1 << 20;
    command.add_option("--limit-kib", options.kib_per_s_max, "at most so many KiB a second are sent; 0: no limit")->check(CLI::Range(std::int64_t{0}, kKibMax));
}

void add_carrying(CLI::App& app, Options& options, Command& chosen) {
    const auto command = [&](const char* name, const char* what) {
        CLI::App* made = app.add_subcommand(name, what);
        made->add_option("--data", options.data, "the terminal's data folder")->required();
        made->add_option("--lang", options.language, "zh-CN or en");
        add_way(*made, options);
        return made;
    };
    CLI::App* once_command = command("once", "carry what is there now, then end");
    add_limit(*once_command, options);
    once_command->callback([&] { chosen = [&options] { return once(options); }; });
    CLI::App* run_command = command("run", "go on carrying until told to stop; not while a session is open");
    add_limit(*run_command, options);
    run_command->add_flag("--during-session", options.during_session, "carry while a session is open as well");
    run_command->add_option("--stick", options.stick, "folder in which a memory stick appears while it is plugged in; the terminal's centre screen then writes and reads it");
    run_command->callback([&] { chosen = [&options] { return run(options); }; });
    CLI::App* status_command = command("status", "say how far it is");
    status_command->add_flag("--json", options.json, "as JSON");
    status_command->callback([&] { chosen = [&options] { return status(options); }; });
}

using StickCommand = int (*)(const Options&, Clock&);

Command on_stick(const Options& options, StickCommand command) {
    return [&options, command] {
        auto clock = SystemClock::open();
        return clock.ok() ? command(options, *clock) : fail(clock.error(), kEnvironment);
    };
}

void add_sticks(CLI::App& app, Options& options, Command& chosen) {
    CLI::App* out = app.add_subcommand("export", "write parcels without an answer to a memory stick, and read them back");
    out->callback([&] { chosen = on_stick(options, export_stick); });
    CLI::App* in = app.add_subcommand("import", "take the bureau's answers from a memory stick");
    in->callback([&] { chosen = on_stick(options, import_stick); });
    for (CLI::App* made : {out, in}) {
        made->add_option("--data", options.data, "the terminal's data folder")->required();
        made->add_option("stick", options.stick, "folder of the stick")->required();
    }
    CLI::App* carry = app.add_subcommand("carry", "from a stick to the bureau, and the answers back onto it; for any terminals");
    carry->add_option("--bureau", options.bureau, "address of the bureau")->required();
    carry->add_option("--ca", options.ca, "certificate authority of the bureau (PEM); no other is then trusted");
    carry->add_option("stick", options.stick, "folder of the stick")->required();
    carry->callback([&] { chosen = on_stick(options, carry_stick); });
}

void add_relay(CLI::App& app, Options& options, Command& chosen) {
    CLI::App* relay = app.add_subcommand("relay", "the centre's hub: keep the parcels of its terminals and carry them on when there is a way");
    relay->add_option("--data", options.data, "the hub's own folder")->required();
    add_way(*relay, options);
    add_limit(*relay, options);
    relay->add_option("--bundle", options.bundle, "the bureau's trust bundle; needed at the first start, compare its words with the filing letter");
    relay->add_option("--listen", options.listen, "numeric address and port; port 0: any");
    relay->add_option("--port-file", options.port_file, "gets the port that was taken");
    CLI::Option* chain = relay->add_option("--tls-cert", options.tls_certificate, "certificate chain (PEM) that the terminals pin; without it plain HTTP");
    relay->add_option("--tls-key", options.tls_key, "its private key (PEM)")->needs(chain);
    chain->needs("--tls-key");
    relay->callback([&] { chosen = [&options] { return run_relay(options); }; });
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    Command chosen;
    CLI::App app{"Carries parcels between a terminal's spool and the bureau.", "kaogong-sync"};
    app.require_subcommand(1);
    add_carrying(app, options, chosen);
    add_sticks(app, options, chosen);
    add_relay(app, options, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? kDone : kUsage;
    }
    return chosen();
}
