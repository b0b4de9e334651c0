// The witness as a service: HTTP until SIGTERM or SIGINT.
#pragma once

#include "sync/http/server.h"
#include "sync/witness/witness.h"

namespace kaogong::witness {

struct ServeOptions {
    Path data;
    std::string listen = "127.0.0.1:8472"; // a proxy with TLS stands before it where logs come from elsewhere
    std::optional<Path> port_file;         // gets the port that was really taken, once the server listens
};
// Errors: those of Witness::open, listen_failed.
Result<void> serve(const ServeOptions& options, Clock& clock);

} // namespace kaogong::witness
