// Serving: HTTP on one thread, the store on another, the log's files after each answer. Ends on SIGTERM or SIGINT when what was accepted
// has been answered.
#pragma once

#include "core/base/clock.h"
#include "sync/bureau/witnesses.h"
#include "sync/http/server.h"

namespace kaogong::bureau {

struct ServeOptions {
    Path data;
    HttpServerOptions http;
    Witnesses::Options witnesses;
    std::optional<Path> port_file; // gets the port that was really taken, once the server listens
};

// Errors: bureau_missing, bureau_running, listen_failed, witness_unnamed, those of store and keys.
Result<void> serve(const ServeOptions& options, Clock& clock);

} // namespace kaogong::bureau
