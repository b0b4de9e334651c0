// Somebody who answers requests at the other end of a network, and who may break down while doing so.
#pragma once

#include "sync/http/transport.h"
#include "sync/desk/routes.h"

#include <future>

namespace kaogong::sim {

class Server {
  public:
    virtual ~Server() = default;
    // A request as it arrives. Nothing when the reply never left.
    virtual std::optional<HttpResponse> handle(const TransportRequest& request) = 0;
    // Something will go wrong with it during the next requests.
    virtual void break_down() = 0;
};

// The real routes on their own thread, asked and waited for.
class Desk {
  public:
    explicit Desk(desk::ParcelDesk& desk)
        : worker_(kJobsMax), routes_({.desk = desk, .worker = worker_, .pages = {}, .after_commit = [] {}}) {}

    HttpResponse ask(const TransportRequest& request) {
        std::promise<HttpResponse> promise;
        auto reply = promise.get_future();
        routes_.handle({.method = request.method,
                        .target = request.path,
                        .content_digest = request.content_digest,
                        .body = to_bytes(request.body)},
                       [&promise](HttpResponse response) { promise.set_value(std::move(response)); });
        return reply.get();
    }

  private:
    static constexpr std::size_t kJobsMax = 64;
    desk::Worker worker_;
    desk::Routes routes_;
};

} // namespace kaogong::sim
