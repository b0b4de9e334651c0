#include "sync/carrier/service.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "core/base/log.h"
#include "sync/agent/agent.h"
#include "sync/agent/stick_desk.h"
#include "sync/http/curl_transport.h"
#include "sync/carrier/stop_signals.h"
#include "sync/carrier/system_notice.h"

#include <cstdio>

namespace kaogong::sync {
namespace {

constexpr int kLookEveryMs = 1'000;

// What an agent lives on; it is opened in place, since the agent holds on to it.
struct World {
    SystemClock clock;
    SystemRandom random;

    static Result<World> open() {
        auto clock = TRY(SystemClock::open());
        auto random = TRY(SystemRandom::open());
        return World{std::move(clock), std::move(random)};
    }
};

int status_of(const Pass& pass) {
    if (pass.later > 0) return kEnvironment;
    return pass.refused + pass.waiting > 0 ? kRefused : kDone;
}

// A centre without a network has no bureau's address and carries by stick alone: then there is no transport.
Result<std::unique_ptr<Transport>> transport_for(const Options& options, Agent& agent, const StopSignals& signals) {
    constexpr std::int64_t kKib = 1'024;
    const std::string bureau = options.bureau.empty() ? agent.state().bureau : options.bureau;
    if (bureau.empty() && !options.stick.empty()) return std::unique_ptr<Transport>();
    if (bureau.empty()) return error(codes::bureau_address_missing);
    auto transport = TRY(open_curl_transport({.server = bureau,
                                              .ca = options.ca,
                                              .bytes_per_s_max = options.kib_per_s_max * kKib,
                                              .stop = [&signals] { return signals.pending(); }}));
    TRY(agent.remember_bureau(bureau));
    return transport;
}

std::string state_sentence(const Agent& agent, const Pass& last, bool session) {
    if (session) return "A session is open; nothing is sent until it is closed.";
    if (last.why) return error_text(*last.why);
    return "Bureau " + agent.state().bureau + ", " + std::to_string(last.answered) + " answered in the last pass.";
}

// What somebody at the centre wishes of a stick is done at once, also during a session: they stand there and wait.
void look_at_stick(std::optional<StickDesk>& desk) {
    if (!desk) return;
    if (const auto looked = desk->look(); !looked.ok()) log(LogLevel::error, looked.error());
}

// During a session nothing is carried, unless the service was told to: disk and network are the session's.
int serve(const Options& options, Agent& agent, Transport* transport, std::optional<StickDesk>& desk, const StopSignals& signals) {
    Pass last;
    agent.on_carried([](const std::string& name, const Exchange&) { tell_system_state("Carried " + name + "."); });
    tell_system_ready();
    do {
        look_at_stick(desk);
        const bool session = !options.during_session && agent.session_is_open();
        tell_system_state(state_sentence(agent, last, session));
        if (session || transport == nullptr) continue;
        const auto due = agent.has_due();
        if (!due.ok()) return fail(due.error(), kEnvironment);
        if (!*due) continue;
        const auto pass = agent.pass(*transport);
        if (pass.ok())
            last = *pass;
        else
            log(LogLevel::error, pass.error()); // the disk may have room again later
    } while (!signals.wait(kLookEveryMs));
    tell_system_stopping();
    return kDone;
}

// What both commands need: an agent on the folder and a way to the bureau.
template <typename Work> int with_agent(const Options& options, Work work) {
    const StopSignals signals;
    auto world = World::open();
    if (!world.ok()) return fail(world.error(), kEnvironment);
    auto agent = Agent::open(options.data, {.clock = world->clock, .random = world->random});
    if (!agent.ok()) return fail(agent.error(), kEnvironment);
    auto transport = transport_for(options, *agent, signals);
    if (!transport.ok()) return fail(transport.error(), transport.code() == codes::usage ? kUsage : kEnvironment);
    return work(*agent, transport->get(), world->clock, signals);
}

} // namespace

int once(const Options& options) {
    return with_agent(options, [](Agent& agent, Transport* transport, Clock&, const StopSignals&) {
        const auto pass = agent.pass_until_settled(*transport);
        if (!pass.ok()) return fail(pass.error(), kEnvironment);
        std::printf("%zu answered, %zu refused, %zu waiting, %zu left\n", pass->answered, pass->refused, pass->waiting, pass->later);
        return pass->why ? fail(*pass->why, status_of(*pass)) : status_of(*pass);
    });
}

int run(const Options& options) {
    return with_agent(options, [&options](Agent& agent, Transport* transport, Clock& clock, const StopSignals& signals) {
        // A freeze outlives a restart: only a person who runs `once` ends it.
        if (agent.state().stopped == codes::exports_frozen) return fail(error(codes::exports_frozen), kRefused);
        log(LogLevel::info, "sync started", {{"bureau", agent.state().bureau}});
        std::optional<StickDesk> desk;
        if (!options.stick.empty()) desk.emplace(options.data, options.stick, clock);
        const int status = serve(options, agent, transport, desk, signals);
        log(LogLevel::info, "sync stopped");
        return status;
    });
}

int status(const Options& options) {
    const store::CarrierReports progress(options.data / "spool" / "seen");
    const AgentState state = read_state(options.data);
    const store::LinkProgress link = progress.link().value_or(store::LinkProgress{.bureau = state.bureau, .last_contact_ms = state.last_contact_ms});
    const auto parcels = progress.parcels();
    if (options.json) {
        std::printf("%s\n", to_json(link, parcels).c_str());
        return kDone;
    }
    std::printf("bureau: %s\n", link.bureau.empty() ? "-" : link.bureau.c_str());
    std::printf("last contact: %s\n", link.last_contact_ms > 0 ? iso_text(link.last_contact_ms, 0).c_str() : "never");
    std::printf("left: %zu\n", link.left);
    if (link.why) std::printf("%s\n", error_text(*link.why, options.language == "zh-CN" ? Language::zh_cn : Language::en).c_str());
    for (const store::ParcelProgress& parcel : parcels) {
        std::printf("%s: %s, %llu of %llu bytes\n", parcel.file.c_str(), std::string(store::state_name(parcel.state)).c_str(),
                    static_cast<unsigned long long>(parcel.sent), static_cast<unsigned long long>(parcel.total));
    }
    return kDone;
}

} // namespace kaogong::sync
