#include "sync/bureau/serve.h"

#include "core/base/log.h"
#include "sync/bureau/log_files.h"
#include "sync/bureau/routes.h"

#include <nlohmann/json.hpp>

#include <csignal>

namespace kaogong::bureau {
namespace {

constexpr std::size_t kJobsWaitingMax = 1'024;

std::string health_text(Store& store, const Authority& authority) {
    const auto size = store.log().log_size();
    return nlohmann::json{{"ok", size.ok()},
                          {"bureau", authority.name},
                          {"environment", record::environment_name(authority.environment(), Language::en)},
                          {"log", authority.origin},
                          {"log_size", size.ok() ? *size : 0},
                          {"bundle", authority.bundle.version}}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

Result<void> serve(const ServeOptions& options, Clock& clock) {
    std::signal(SIGPIPE, SIG_IGN); // a client that leaves must not end the server
    auto store = TRY(open_store(options.store, StoreAccess::existing));
    LogFiles files = TRY(LogFiles::open(options.store, store->log()));
    const Authority authority = TRY(open_authority(options.store.data, store->registry()));
    TRY(check_published(options.store.data, store->log(), authority, clock.wall_ms()));
    Intake intake(*store, authority, clock);
    files.publish();

    HttpServerOptions http = options.http;
    http.limits.connections_max = connections_allowed(http.limits.connections_max);
    std::unique_ptr<HttpServer> server; // before the worker: replies still on their way hold its connections
    // The log's files follow when nobody waits, and once a second: others may append to this log as well.
    Worker worker(kJobsWaitingMax, {.job = [&files] { files.publish(); }});
    Routes routes({.intake = intake,
                   .worker = worker,
                   .health = [&] { return health_text(*store, authority); }});
    server = TRY(HttpServer::open(http, routes));
    server->stop_on_signals();
    if (options.port_file) TRY(write_file_atomic(*options.port_file, view(std::to_string(server->port()) + "\n")));
    log(LogLevel::info, "bureau serves", {{"address", server->address()}, {"bureau", authority.name}});
    server->run();
    worker.finish();
    log(LogLevel::info, "bureau stopped");
    return success();
}

} // namespace kaogong::bureau
