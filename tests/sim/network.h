// The way between a carrier and whoever takes its parcels, at its worst: requests and replies that are lost, cut, changed, repeated or late, login pages, a
// server that says "busy". What it does is chosen by the schedule's seed.
#pragma once

#include "sync/http/transport.h"
#include "tests/sim/chance.h"
#include "tests/sim/server.h"

#include <deque>

namespace kaogong::sim {

class Network final : public Transport {
  public:
    Network(Server& server, std::uint64_t seed) : server_(server), chance_(seed) {}

    Result<TransportReply> send(const TransportRequest& request) override;
    // One request in so many goes wrong; 0: none does.
    void trouble_one_in(std::size_t n) { trouble_one_in_ = n; }
    // Something that was on its way for long arrives at the bureau, and nobody waits for the reply.
    void deliver_late();

  private:
    struct Kept {
        std::string method, path, content_type, content_digest;
        Bytes body;
        TransportRequest request() const {
            return {.method = method, .path = path, .body = body, .content_type = content_type, .content_digest = content_digest};
        }
    };
    Result<TransportReply> deliver(const TransportRequest& request);
    Result<TransportReply> go_wrong(const TransportRequest& request);
    void keep(const TransportRequest& request);

    Server& server_;
    Chance chance_;
    std::size_t trouble_one_in_ = 5;
    std::deque<Kept> under_way_;
};

} // namespace kaogong::sim
