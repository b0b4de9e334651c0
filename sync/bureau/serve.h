// Serving: HTTP on one thread, the store on another, the log's files after the answers. Ends on SIGTERM or SIGINT when what was accepted
// has been answered. From a shared store several processes may serve at once, on several machines or from one folder.
#pragma once

#include "core/base/clock.h"
#include "sync/bureau/store/store.h"
#include "sync/bureau/witnesses.h"
#include "sync/http/server.h"

namespace kaogong::bureau {

struct ServeOptions {
    StoreOptions store; // and the folder with the keys, in which the log's files go
    HttpServerOptions http;
    Witnesses::Options witnesses;
    std::optional<HttpServerOptions> staff; // the address of the staff's page; never the public one
    std::optional<Path> staff_port_file;
    std::optional<Path> port_file; // gets the port that was really taken, once the server listens
};

// Errors: bureau_missing, bureau_running, log_rolled_back, listen_failed, witness_unnamed, those of store and keys.
Result<void> serve(const ServeOptions& options, Clock& clock);

} // namespace kaogong::bureau
