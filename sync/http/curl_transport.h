// The transport over HTTP and HTTPS by libcurl: one connection kept between requests, time limits of records.md, the server's CA pinned
// where one is given. It follows no redirect, takes no compressed body and asks no proxy: whoever answers is the server that was named, or
// it is an error.
#pragma once

#include "core/base/file.h"
#include "sync/http/transport.h"

#include <functional>
#include <memory>
#include <optional>

namespace kaogong {

struct CurlOptions {
    std::string server;         // "https://bureau.example" or "http://127.0.0.1:8470", with or without a path
    std::optional<Path> ca;     // PEM; absent: the machine's own authorities
    int connect_wait_s = 10;    // until the connection (and TLS) stands
    int silence_wait_s = 30;    // without a byte in either direction
    int request_wait_s = 600;   // one chunk or one answer
    std::int64_t bytes_per_s_max = 0; // 0: as fast as it goes
    std::function<bool()> stop;       // asked about once a second during a transfer
};

// usage when the address is neither http:// nor https://; library_unusable when curl cannot start.
Result<std::unique_ptr<Transport>> open_curl_transport(const CurlOptions& options);

} // namespace kaogong
