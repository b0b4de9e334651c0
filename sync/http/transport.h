// One request to another program and its reply, as whoever asks sees them. The real one is curl (curl_transport.h); tests put a fake here.
#pragma once

#include "core/base/bytes.h"

#include <string>

namespace kaogong {

struct TransportRequest {
    std::string method; // POST, PUT or GET
    std::string path;   // begins with "/"
    ByteView body;
    std::string content_type;
    std::string content_digest; // RFC 9530; empty: none
    std::size_t reply_bytes_max = 64u << 10;
};

struct TransportReply {
    int status = 0;
    std::int64_t retry_after_s = 0; // 0: the server named none
    Bytes body;
};

class Transport {
  public:
    virtual ~Transport() = default;
    // Errors: bureau_unreachable, bureau_silent (broke off or too slow), bureau_nonsense (not HTTP, or more than reply_bytes_max),
    // bureau_certificate_bad, transfer_stopped (this program is being stopped); who asks another server than a bureau says so with its own
    // code. Any reply with a status is a success here.
    virtual Result<TransportReply> send(const TransportRequest& request) = 0;
};

} // namespace kaogong
