#include "sync/bureau/serve.h"

#include "core/base/codes/base.h"
#include "core/base/log.h"
#include "sync/bureau/board/overview.h"
#include "sync/bureau/board/staff_desk.h"
#include "sync/bureau/bundle_renewal.h"
#include "sync/bureau/entry_proving.h"
#include "sync/bureau/intake.h"
#include "sync/bureau/log_files.h"
#include "sync/bureau/verify_page.h"
#include "sync/desk/routes.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <csignal>
#include <thread>

namespace kaogong::bureau {
namespace {

constexpr std::size_t kJobsWaitingMax = 1'024;

nlohmann::json to_json(const WitnessStatus& status) {
    nlohmann::json row{{"name", status.name}, {"ok", !status.trouble}, {"size", status.size}, {"at_ms", status.at_ms}};
    if (status.trouble) row["code"] = code_text(status.trouble->code);
    return row;
}

std::string health_text(Store& store, const Authority& authority, const Witnesses& witnesses) {
    const auto size = store.log().log_size();
    auto asked = nlohmann::json::array();
    for (const WitnessStatus& status : witnesses.status()) asked.push_back(to_json(status));
    return nlohmann::json{{"ok", size.ok()},
                          {"bureau", authority.name},
                          {"environment", record::environment_name(authority.environment(), Language::en)},
                          {"log", authority.origin},
                          {"log_size", size.ok() ? *size : 0},
                          {"bundle", authority.bundle.version},
                          {"witnesses", asked}}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address.starts_with("[::1]");
}

// The staff's page on a thread and an address of its own.
class StaffServer {
  public:
    static Result<std::unique_ptr<StaffServer>> open(const ServeOptions& options, HttpHandler& handler) {
        auto opened = HttpServer::open(*options.staff, handler);
        if (!opened && opened.code() == codes::usage)
            return error(codes::usage, "--desk wants a numeric ADDRESS:PORT, not " + options.staff->listen);
        auto server = TRY(std::move(opened));
        if (!is_loopback(server->address()))
            log(LogLevel::warning, "whoever reaches the staff's page sees it: no login is asked for", {{"address", server->address()}});
        if (options.staff_port_file) TRY(write_file_atomic(*options.staff_port_file, view(std::to_string(server->port()) + "\n")));
        log(LogLevel::info, "staff's page", {{"address", server->address()}});
        return std::make_unique<StaffServer>(std::move(server));
    }
    explicit StaffServer(std::unique_ptr<HttpServer> server) : server_(std::move(server)), thread_([this] { server_->run(); }) {}
    StaffServer(const StaffServer&) = delete;
    StaffServer& operator=(const StaffServer&) = delete;
    ~StaffServer() { stop(); }

    // No request comes after it. What is still on its way to a connection needs this object until the worker has finished.
    void stop() {
        if (!thread_.joinable()) return;
        server_->stop();
        thread_.join();
    }

  private:
    std::unique_ptr<HttpServer> server_;
    std::thread thread_;
};

} // namespace

Result<void> serve(const ServeOptions& options, Clock& clock) {
    std::signal(SIGPIPE, SIG_IGN); // a client that leaves must not end the server
    auto store = TRY(open_store(options.store, StoreAccess::existing));
    LogFiles files = TRY(LogFiles::open(options.store, store->log()));
    Authority authority = TRY(open_authority(options.store.data, store->registry()));
    TRY(check_published(options.store.data, store->log(), authority));
    Intake intake(*store, authority, clock, options.store.shared() ? Intake::SmallParcels::in_store : Intake::SmallParcels::in_memory);
    files.publish();

    RenewedVerifyPage verify_page(authority.bundle_bytes);
    HttpServerOptions http = options.http;
    http.limits.connections_max = connections_allowed(http.limits.connections_max);
    std::unique_ptr<HttpServer> server; // both before the worker: replies still on their way hold their connections
    std::unique_ptr<StaffServer> staff;
    desk::Examiners examiners(std::max(1u, std::thread::hardware_concurrency()));
    EntryProving proving(*store, clock, examiners);
    BundleRenewal renewal({.data = options.store.data,
                           .registry = store->registry(),
                           .clock = clock,
                           .in_force = authority,
                           .told = [&](const Authority& in_force) { verify_page.renew(in_force.bundle_bytes); }});
    // The log's files follow when nobody waits, and once a second: others may append to this log as well. What this thread sets up below looks
    // at the authority too, so it is renewed only when all of that is there.
    std::atomic<bool> set_up = false;
    const auto when_idle = [&] {
        files.publish();
        if (set_up) (void)renewal.look();
        proving.go_on();
    };
    desk::Worker worker(kJobsWaitingMax, {.job = when_idle});
    proving.on_finished([&worker] { (void)worker.post([] {}); }); // idle again after it
    // After the worker, so that no asker outlives what it asks.
    const auto publish_all = [&] { files.publish(); };
    const Witnesses::Parts asked{.store = *store, .authority = authority, .worker = worker, .clock = clock, .publish = publish_all};
    const auto witnesses = TRY(Witnesses::start(asked, options.witnesses));
    // A witness that came by itself needs no login: its line holds or it does not.
    const auto take_cosignatures = [&](ByteView note) -> Result<void> {
        TRY(keep_cosignatures(*store, authority, as_text(note)));
        files.publish();
        return success();
    };
    desk::Routes routes({.desk = intake,
                         .worker = worker,
                         .pages = {{"health", [&] { return health_text(*store, authority, *witnesses); }}},
                         .notes = {{"cosignatures", take_cosignatures}},
                         .site = &verify_page,
                         .after_commit = [&] { witnesses->head_moved(); },
                         .examiners = &examiners});
    Overview overview({.store = *store, .authority = authority, .clock = clock, .witnesses = [&] { return witnesses->status(); }});
    StaffDesk staff_desk({.worker = worker, .overview = [&] { return overview.text(); }});
    server = TRY(HttpServer::open(http, routes));
    server->stop_on_signals();
    if (options.port_file) TRY(write_file_atomic(*options.port_file, view(std::to_string(server->port()) + "\n")));
    // Last, as it serves at once: nothing may fail from here on, or what it posted would outlive the overview.
    if (options.staff) staff = TRY(StaffServer::open(options, staff_desk));
    log(LogLevel::info, "bureau serves", {{"address", server->address()}, {"bureau", authority.name}});
    set_up = true;
    server->run();
    if (staff) staff->stop();
    proving.on_finished([] {});
    examiners.finish(); // what they hand back is still done
    worker.finish();
    log(LogLevel::info, "bureau stopped");
    return success();
}

} // namespace kaogong::bureau
