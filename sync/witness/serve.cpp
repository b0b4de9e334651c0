#include "sync/witness/serve.h"

#include "core/base/log.h"
#include "sync/witness/routes.h"

#include <csignal>

namespace kaogong::witness {
namespace {

constexpr std::size_t kConnectionsMax = 256; // each log keeps one

} // namespace

Result<void> serve(const ServeOptions& options, Clock& clock) {
    std::signal(SIGPIPE, SIG_IGN); // a log that leaves must not end the witness
    Witness witness = TRY(Witness::open(options.data, clock));
    Routes routes(witness);
    HttpServerOptions http{.listen = options.listen, .limits = {}, .tls = {}};
    http.limits.body_bytes_max = kSubmissionBytesMax;
    http.limits.connections_max = connections_allowed(kConnectionsMax);
    const auto server = TRY(HttpServer::open(http, routes));
    server->stop_on_signals();
    if (options.port_file) TRY(write_file_atomic(*options.port_file, view(std::to_string(server->port()) + "\n")));
    log(LogLevel::info, "witness serves",
        {{"address", server->address()}, {"witness", witness.key().name}, {"logs", static_cast<std::uint64_t>(witness.logs())}});
    server->run();
    log(LogLevel::info, "witness stopped");
    return success();
}

} // namespace kaogong::witness
