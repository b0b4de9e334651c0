#include "tests/sim/network.h"

#include "core/base/codes/sync.h"

namespace kaogong::sim {
namespace {

constexpr std::size_t kUnderWayMax = 24;

} // namespace

Result<TransportReply> Network::send(const TransportRequest& request) {
    keep(request);
    if (trouble_one_in_ > 0 && chance_.one_in(trouble_one_in_)) return go_wrong(request);
    return deliver(request);
}

Result<TransportReply> Network::deliver(const TransportRequest& request) {
    auto response = server_.handle(request);
    if (!response) return error(codes::bureau_silent, "no reply");
    if (response->body.size() > request.reply_bytes_max) return error(codes::bureau_nonsense, "reply too large");
    return TransportReply{
        .status = response->status, .retry_after_s = response->retry_after_s.value_or(0), .body = std::move(response->body)};
}

Result<TransportReply> Network::go_wrong(const TransportRequest& request) {
    switch (chance_.below(11)) {
    case 0: return error(codes::bureau_unreachable, "no way");
    case 1: // it arrived; the reply did not
        (void)deliver(request);
        return error(codes::bureau_silent, "reply lost");
    case 2: { // arrived twice
        (void)deliver(request);
        return deliver(request);
    }
    case 3: { // the reply ends early
        auto reply = deliver(request);
        if (reply) reply->body = chance_.cut_short(std::move(reply->body));
        return reply;
    }
    case 4: { // and here it is changed
        auto reply = deliver(request);
        if (reply) reply->body = chance_.flip_a_bit(std::move(reply->body));
        return reply;
    }
    case 5: { // the request is changed
        const Bytes changed = chance_.flip_a_bit(to_bytes(request.body));
        TransportRequest other = request;
        other.body = changed;
        return deliver(other);
    }
    case 6: { // the request is cut
        const Bytes cut = chance_.cut_short(to_bytes(request.body));
        TransportRequest other = request;
        other.body = cut;
        return deliver(other);
    }
    case 7: return TransportReply{.status = 503, .retry_after_s = 30, .body = {}};
    case 8: return TransportReply{.status = chance_.one_in(2) ? 200 : 403, .retry_after_s = 0, .body = to_bytes(view("<html>Welcome to our hotel</html>"))};
    case 9: // an older request comes first
        deliver_late();
        return deliver(request);
    default: server_.break_down(); return deliver(request);
    }
}

void Network::keep(const TransportRequest& request) {
    under_way_.push_back({request.method, request.path, request.content_type, request.content_digest, to_bytes(request.body)});
    if (under_way_.size() > kUnderWayMax) under_way_.pop_front();
}

void Network::deliver_late() {
    if (under_way_.empty()) return;
    const Kept late = under_way_[chance_.below(under_way_.size())];
    (void)deliver(late.request());
}

} // namespace kaogong::sim
