// The HTTP/1.1 server of bureau and witness: reads a bounded request, hands it to a handler on this one thread, writes the bounded reply. It knows
// nothing of parcels. Boost.Beast is seen in server.cpp alone. It must never wait for the store: a handler replies later, from any thread.
#pragma once

#include "core/base/bytes.h"
#include "core/base/file.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kaogong {

struct HttpRequest {
    std::string method;         // as received: "POST"
    std::string target;         // as received, neither decoded nor normalised
    std::string host;           // as received, with its port where one was given
    std::string content_digest; // RFC 9530, empty when the field is absent
    std::string if_none_match;  // RFC 9110 section 13.1.2, likewise
    Bytes body;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>; // name and value

struct HttpResponse {
    int status = 200;
    std::string content_type = "application/json";
    Bytes body; // to a HEAD its length alone is sent
    std::optional<int> retry_after_s;
    HttpHeaders headers; // besides those that the server sets itself
    std::string cache_control = "no-store";
};

using HttpReply = std::function<void(HttpResponse)>;

class HttpHandler {
  public:
    virtual ~HttpHandler() = default;
    // Called on the server's thread; must return at once. `reply` is called once, from any thread.
    virtual void handle(HttpRequest request, HttpReply reply) = 0;
    // What the server itself has to say about a request that it could not read.
    virtual HttpResponse refusal(int status, const Error& error) = 0;
};

// Limits of records.md, section HTTPS. Tests shorten them; nobody lengthens them.
struct HttpLimits {
    std::uint32_t header_bytes_max = 16u << 10;
    std::uint32_t body_bytes_max = 256u << 10;
    std::uint32_t body_bytes_per_s_min = 1u << 10;
    int header_wait_ms = 10'000;
    int body_grace_ms = 10'000;
    int idle_wait_ms = 75'000;
    std::size_t connections_max = 5'000;
};

struct TlsFiles {
    Path certificate_chain; // PEM
    Path private_key;       // PEM
};

struct HttpServerOptions {
    std::string listen = "127.0.0.1:8470"; // numeric address and port; port 0 lets the system choose; IPv6 as [::1]:8470
    HttpLimits limits;
    std::optional<TlsFiles> tls;
};

class HttpServer {
  public:
    // Errors: usage (address not numeric), listen_failed, file_unreadable (TLS files).
    static Result<std::unique_ptr<HttpServer>> open(const HttpServerOptions& options, HttpHandler& handler);
    virtual ~HttpServer() = default;

    virtual std::uint16_t port() const = 0;
    virtual std::string address() const = 0; // "127.0.0.1:8470" with the port that was really taken
    // Serves until stop() or, where asked for, SIGTERM or SIGINT; requests under way are answered first, for at most ten seconds.
    virtual void run() = 0;
    virtual void stop() = 0; // from any thread
    virtual void stop_on_signals() = 0;
};

// Raises RLIMIT_NOFILE so that every connection allowed can have its descriptor; gives how many connections really fit.
std::size_t connections_allowed(std::size_t wanted);

} // namespace kaogong
