// kaogong-sync: carries parcels between a terminal's spool and the bureau, over a network or a memory stick. Exit status: 0 nothing is left, 1 something was refused or waits
// for earlier parcels, 2 wrong use, 3 no connection or no usable data folder.
#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "core/base/log.h"
#include "sync/agent/agent.h"
#include "sync/http/curl_transport.h"
#include "sync/agent/stick.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <ctime>

using namespace kaogong;
using namespace kaogong::sync;

namespace {

constexpr int kDone = 0;
constexpr int kRefused = 1;
constexpr int kUsage = 2;
constexpr int kEnvironment = 3;

struct Options {
    Path data;
    std::string bureau;
    std::optional<Path> ca;
    bool json = false;
    std::string language = "en";
    Path stick;
};

// SIGTERM and SIGINT stay blocked and are asked for: between passes by waiting for them, within a transfer by looking whether one is there.
class StopSignals {
  public:
    StopSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        (void)pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    bool pending() const {
        sigset_t waiting;
        return sigpending(&waiting) == 0 && (sigismember(&waiting, SIGTERM) == 1 || sigismember(&waiting, SIGINT) == 1);
    }
    // Waits that long; true when a signal came.
    bool wait(int wait_ms) const {
        const timespec time{.tv_sec = wait_ms / 1'000, .tv_nsec = (wait_ms % 1'000) * 1'000'000L};
        return sigtimedwait(&signals_, nullptr, &time) > 0;
    }

  private:
    sigset_t signals_{};
};

int fail(const Error& why, int status) {
    std::fprintf(stderr, "%s\n", error_text(why).c_str());
    return status;
}

int status_of(const Pass& pass) {
    if (pass.later > 0) return kEnvironment;
    return pass.refused + pass.waiting > 0 ? kRefused : kDone;
}

Result<std::unique_ptr<Transport>> transport_for(const Options& options, Agent& agent, const StopSignals& signals) {
    const std::string bureau = options.bureau.empty() ? agent.state().bureau : options.bureau;
    if (bureau.empty()) return error(codes::bureau_address_missing);
    auto transport = TRY(open_curl_transport({.server = bureau, .ca = options.ca, .stop = [&signals] { return signals.pending(); }}));
    TRY(agent.remember_bureau(bureau));
    return transport;
}

int once(const Options& options, Agent& agent, const StopSignals& signals) {
    auto transport = transport_for(options, agent, signals);
    if (!transport.ok()) return fail(transport.error(), transport.code() == codes::usage ? kUsage : kEnvironment);
    const auto pass = agent.pass_until_settled(**transport);
    if (!pass.ok()) return fail(pass.error(), kEnvironment);
    std::printf("%zu answered, %zu refused, %zu waiting, %zu left\n", pass->answered, pass->refused, pass->waiting, pass->later);
    if (pass->why) return fail(*pass->why, status_of(*pass));
    return status_of(*pass);
}

int run(const Options& options, Agent& agent, const StopSignals& signals) {
    constexpr int kLookEveryMs = 1'000;
    auto transport = transport_for(options, agent, signals);
    if (!transport.ok()) return fail(transport.error(), transport.code() == codes::usage ? kUsage : kEnvironment);
    // A freeze outlives a restart: only a person who runs `once` ends it.
    if (agent.state().stopped == codes::exports_frozen) return fail(error(codes::exports_frozen), kRefused);
    log(LogLevel::info, "sync started", {{"bureau", agent.state().bureau}});
    do {
        const auto due = agent.has_due();
        if (!due.ok()) return fail(due.error(), kEnvironment);
        if (!*due) continue;
        const auto pass = agent.pass(**transport);
        if (!pass.ok()) log(LogLevel::error, pass.error()); // the disk may have room again later
    } while (!signals.wait(kLookEveryMs));
    log(LogLevel::info, "sync stopped");
    return kDone;
}

int status(const Options& options) {
    const Progress progress(options.data / "spool" / "seen");
    const AgentState state = read_state(options.data);
    const LinkProgress link = progress.link().value_or(LinkProgress{.bureau = state.bureau, .last_contact_ms = state.last_contact_ms});
    const auto parcels = progress.parcels();
    if (options.json) {
        std::printf("%s\n", to_json(link, parcels).c_str());
        return kDone;
    }
    std::printf("bureau: %s\n", link.bureau.empty() ? "-" : link.bureau.c_str());
    std::printf("last contact: %s\n", link.last_contact_ms > 0 ? iso_text(link.last_contact_ms, 0).c_str() : "never");
    std::printf("left: %zu\n", link.left);
    if (link.why) std::printf("%s\n", error_text(*link.why, options.language == "zh-CN" ? Language::zh_cn : Language::en).c_str());
    for (const ParcelProgress& parcel : parcels) {
        std::printf("%s: %s, %llu of %llu bytes\n", parcel.file.c_str(), std::string(state_name(parcel.state)).c_str(),
                    static_cast<unsigned long long>(parcel.sent.bytes), static_cast<unsigned long long>(parcel.sent.total));
    }
    return kDone;
}

// ---- memory sticks

int told(const Result<StickReport>& done, const char* what) {
    if (!done.ok()) return fail(done.error(), kEnvironment);
    std::printf("%zu %s, %zu there already, %zu refused, %zu without answer, %llu bytes in %lld ms\n", done->written, what, done->there,
                done->refused, done->left, static_cast<unsigned long long>(done->bytes), static_cast<long long>(done->took_ms));
    if (done->slow()) std::printf("This stick is slow; take another one.\n");
    if (done->why) return fail(*done->why, kRefused);
    return done->left + done->refused > 0 ? kRefused : kDone;
}

int export_stick(const Options& options, Clock& clock) {
    auto stick = Stick::open(options.stick, Stick::Use::write);
    if (!stick.ok()) return fail(stick.error(), kEnvironment);
    return told(export_parcels(options.data, *stick, clock), "written and read back");
}

int import_stick(const Options& options, Clock& clock) {
    auto stick = Stick::open(options.stick, Stick::Use::read);
    if (!stick.ok()) return fail(stick.error(), kEnvironment);
    return told(import_answers(options.data, *stick, clock), "answers taken in");
}

int carry_stick(const Options& options, Clock& clock) {
    const StopSignals signals;
    if (options.bureau.empty()) return fail(error(codes::bureau_address_missing), kUsage);
    auto transport =
        open_curl_transport({.server = options.bureau, .ca = options.ca, .stop = [&signals] { return signals.pending(); }});
    if (!transport.ok()) return fail(transport.error(), transport.code() == codes::usage ? kUsage : kEnvironment);
    auto stick = Stick::open(options.stick, Stick::Use::write);
    if (!stick.ok()) return fail(stick.error(), kEnvironment);
    return told(sync::carry_stick(*stick, **transport, clock), "answers laid beside their parcels");
}

int work(const Options& options, bool service) {
    const StopSignals signals;
    auto clock = SystemClock::open();
    if (!clock.ok()) return fail(clock.error(), kEnvironment);
    auto random = SystemRandom::open();
    if (!random.ok()) return fail(random.error(), kEnvironment);
    auto agent = Agent::open(options.data, {.clock = *clock, .random = *random});
    if (!agent.ok()) return fail(agent.error(), kEnvironment);
    return service ? run(options, *agent, signals) : once(options, *agent, signals);
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"Carries parcels between a terminal's spool and the bureau.", "kaogong-sync"};
    app.require_subcommand(1);
    const auto command = [&app, &options](const char* name, const char* what) {
        CLI::App* made = app.add_subcommand(name, what);
        made->add_option("--data", options.data, "the terminal's data folder")->required();
        made->add_option("--bureau", options.bureau, "address of the bureau; remembered");
        made->add_option("--ca", options.ca, "certificate authority of the bureau (PEM); no other is then trusted");
        made->add_option("--lang", options.language, "zh-CN or en");
        return made;
    };
    const CLI::App* once_command = command("once", "carry what is there now, then end");
    const CLI::App* run_command = command("run", "go on carrying until told to stop");
    CLI::App* status_command = command("status", "say how far it is");
    status_command->add_flag("--json", options.json, "as JSON");
    CLI::App* export_command = app.add_subcommand("export", "write parcels without an answer to a memory stick, and read them back");
    CLI::App* import_command = app.add_subcommand("import", "take the bureau's answers from a memory stick");
    for (CLI::App* made : {export_command, import_command}) {
        made->add_option("--data", options.data, "the terminal's data folder")->required();
        made->add_option("stick", options.stick, "folder of the stick")->required();
    }
    CLI::App* carry_command = app.add_subcommand("carry", "from a stick to the bureau, and the answers back onto it; for any terminals");
    carry_command->add_option("--bureau", options.bureau, "address of the bureau")->required();
    carry_command->add_option("--ca", options.ca, "certificate authority of the bureau (PEM); no other is then trusted");
    carry_command->add_option("stick", options.stick, "folder of the stick")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        const int shown = app.exit(problem);
        return shown == 0 ? kDone : kUsage;
    }
    if (status_command->parsed()) return status(options);
    auto clock = SystemClock::open();
    if (!clock.ok()) return fail(clock.error(), kEnvironment);
    if (export_command->parsed()) return export_stick(options, *clock);
    if (import_command->parsed()) return import_stick(options, *clock);
    if (carry_command->parsed()) return carry_stick(options, *clock);
    return work(options, run_command->parsed() && !once_command->parsed());
}
