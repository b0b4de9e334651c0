#include "sync/carrier/relay_command.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "core/base/log.h"
#include "sync/agent/agent.h"
#include "sync/http/curl_transport.h"
#include "sync/carrier/system_notice.h"
#include "sync/desk/routes.h"
#include "sync/relay/relay.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <thread>

namespace kaogong::sync {
namespace {

constexpr std::size_t kJobsWaitingMax = 1'024;
constexpr auto kLookEvery = std::chrono::seconds(1);

// The carrier's thread: brings what lies on the shelf to the bureau, at once when something new is complete, and whenever a wait is over.
class Forwarder {
  public:
    Forwarder(Agent agent, relay::Relay& relay, std::unique_ptr<Transport> transport, std::atomic<bool>& stopping)
        : agent_(std::move(agent)), relay_(relay), transport_(std::move(transport)), stopping_(stopping) {
        agent_.on_carried([this](const std::string& name, const Exchange& exchange) { relay_.carried(name, exchange); });
        thread_ = std::thread([this] { work(); });
    }
    Forwarder(const Forwarder&) = delete;
    Forwarder& operator=(const Forwarder&) = delete;
    ~Forwarder() {
        stopping_ = true;
        wake();
        thread_.join();
    }
    void wake() { something_.notify_one(); }

  private:
    void work() {
        while (!stopping_) {
            if (const auto passed = pass(); !passed) log(LogLevel::error, passed.error()); // the disk may have room again later
            std::unique_lock lock(mutex_);
            something_.wait_for(lock, kLookEvery);
        }
    }
    Result<void> pass() {
        if (TRY(agent_.has_due())) TRY(agent_.pass(*transport_));
        TRY(relay_.tidy());
        tell_system_state(std::to_string(relay_.waiting()) + " parcels wait for the bureau.");
        return success();
    }

    Agent agent_;
    relay::Relay& relay_;
    std::unique_ptr<Transport> transport_;
    std::atomic<bool>& stopping_;
    std::mutex mutex_;
    std::condition_variable something_;
    std::thread thread_; // last: it starts when all else is there
};

std::string health_text(relay::Relay& hub, const std::string& bureau) {
    return nlohmann::json{{"ok", true}, {"relay", true}, {"bureau", bureau}, {"waiting", hub.waiting()}}.dump();
}

void show_roots(const record::Bundle& bundle) {
    const auto words = record::root_words(bundle.roots);
    std::printf("%s\n%s\n", record::words_text(words, Language::zh_cn).c_str(), record::words_text(words, Language::en).c_str());
    std::fflush(stdout);
}

Result<void> serve(const Options& options) {
    std::signal(SIGPIPE, SIG_IGN); // a terminal that leaves must not end the hub
    auto clock = TRY(SystemClock::open());
    auto random = TRY(SystemRandom::open());
    auto bundle = TRY(relay::open_trust(options.data, options.bundle));
    show_roots(bundle);
    const auto hub = TRY(relay::Relay::open({.data = options.data, .bundle = std::move(bundle), .clock = clock}));
    auto agent = TRY(Agent::open(options.data, {.clock = clock, .random = random}));
    const std::string bureau = options.bureau.empty() ? agent.state().bureau : options.bureau;
    if (bureau.empty()) return error(codes::bureau_address_missing);
    std::atomic<bool> stopping = false;
    constexpr std::int64_t kKib = 1'024;
    auto transport = TRY(open_curl_transport({.server = bureau,
                                              .ca = options.ca,
                                              .bytes_per_s_max = options.kib_per_s_max * kKib,
                                              .stop = [&stopping] { return stopping.load(); }}));
    TRY(agent.remember_bureau(bureau));

    HttpServerOptions wire{.listen = options.listen};
    if (!options.tls_certificate.empty()) wire.tls = TlsFiles{options.tls_certificate, options.tls_key};
    wire.limits.connections_max = connections_allowed(wire.limits.connections_max);
    std::unique_ptr<HttpServer> server; // before the worker: replies still on their way hold its connections
    desk::Worker worker(kJobsWaitingMax);
    desk::Routes routes({.desk = *hub,
                         .worker = worker,
                         .pages = {{"health", [&] { return health_text(*hub, bureau); }}, {"room", [&] { return hub->room_json(); }}},
                         .after_commit = [] {}});
    server = TRY(HttpServer::open(wire, routes));
    server->stop_on_signals();
    if (options.port_file) TRY(write_file_atomic(*options.port_file, view(std::to_string(server->port()) + "\n")));
    Forwarder forwarder(std::move(agent), *hub, std::move(transport), stopping);
    hub->on_complete([&forwarder] { forwarder.wake(); });
    log(LogLevel::info, "hub serves", {{"address", server->address()}, {"bureau", bureau}});
    tell_system_ready();
    server->run();
    tell_system_stopping();
    worker.finish();
    hub->on_complete([] {});
    log(LogLevel::info, "hub stopped");
    return success();
}

} // namespace

int run_relay(const Options& options) {
    const auto served = serve(options);
    if (served) return kDone;
    return fail(served.error(), served.code() == codes::usage ? kUsage : kEnvironment);
}

} // namespace kaogong::sync
