// A bureau that says what a test tells it to, one reply after the other, and remembers what it was asked.
#pragma once

#include "core/base/codes/sync.h"
#include "sync/http/transport.h"

#include <deque>
#include <vector>

namespace kaogong::test {

struct Asked {
    std::string method;
    std::string path;
    Bytes body;
    std::string content_digest;
};

class ScriptedTransport final : public Transport {
  public:
    Result<TransportReply> send(const TransportRequest& request) override {
        asked.push_back({request.method, request.path, to_bytes(request.body), request.content_digest});
        if (replies.empty()) return error(codes::bureau_unreachable, "the script is over");
        auto reply = std::move(replies.front());
        replies.pop_front();
        return reply;
    }
    void reply(int status, std::string_view body = {}, std::int64_t retry_after_s = 0) {
        replies.emplace_back(TransportReply{.status = status, .retry_after_s = retry_after_s, .body = to_bytes(view(body))});
    }
    void reply(int status, const Bytes& body) { reply(status, as_text(body)); }
    void fail(Code code) { replies.emplace_back(error(code)); }

    std::deque<Result<TransportReply>> replies;
    std::vector<Asked> asked;
};

} // namespace kaogong::test
