#include "sync/bureau/witnesses.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/record/checkpoint.h"
#include "sync/http/curl_transport.h"

#include <algorithm>
#include <future>

namespace kaogong::bureau {
namespace {

constexpr int kRequestWaitS = 60; // a witness keeps a file and signs once

Result<void> check_named(const record::Bundle& bundle, const WitnessAddress& address) {
    const auto named = TRY(record::note_keys(bundle, record::Role::witness));
    if (std::find(named.begin(), named.end(), address.key) != named.end()) return success();
    return error(codes::witness_unnamed, address.key.name);
}

} // namespace

Result<WitnessAddress> parse_witness(const std::string& text) {
    const auto hash = text.find('#');
    if (hash == std::string::npos || hash == 0) return error(codes::usage, "--witness wants ADDRESS#NOTE-KEY");
    auto key = TRY(record::parse_note_key(std::string_view(text).substr(hash + 1)));
    return WitnessAddress{.server = text.substr(0, hash), .key = std::move(key)};
}

// The worker is there longer than whoever waits here, and does every job that it took.
template <typename T> Result<T> Witnesses::QueuedLog::on_worker(std::function<Result<T>()> job) {
    const auto promise = std::make_shared<std::promise<Result<T>>>(); // shared: a std::function must be copyable
    auto outcome = promise->get_future();
    if (!parts_.worker.post([promise, job = std::move(job)] { promise->set_value(job()); })) return error(codes::bureau_overloaded);
    return outcome.get();
}

Result<HeadToShow> Witnesses::QueuedLog::newest_head(std::uint64_t from) {
    return on_worker<HeadToShow>([this, from] {
        parts_.publish(); // a head that another program signed gets its files before anybody outside hears of it
        return head_to_show(parts_.store.log(), from);
    });
}

Result<void> Witnesses::QueuedLog::keep(const std::string& note) {
    TRY(on_worker<std::size_t>([this, note] {
        auto kept = keep_cosignatures(parts_.store, parts_.authority, note);
        if (kept.ok()) parts_.publish();
        return kept;
    }));
    return success();
}

Result<std::unique_ptr<Witnesses>> Witnesses::start(Parts parts, const Options& options) {
    if (options.addresses.size() > kWitnessesMax) return error(codes::usage, "more than 8 witnesses");
    for (const WitnessAddress& address : options.addresses) TRY(check_named(parts.authority.bundle, address));
    Clock& clock = parts.clock;
    auto random = TRY(SystemRandom::open());
    std::unique_ptr<Witnesses> witnesses(new Witnesses(std::move(parts), std::move(random)));
    for (const WitnessAddress& address : options.addresses) {
        const auto open_transport = [&](std::function<bool()> stop) {
            return open_curl_transport(
                {.server = address.server, .ca = options.ca, .request_wait_s = kRequestWaitS, .stop = std::move(stop)});
        };
        const WitnessAsker::Parts asked{.witness = address.key, .log = witnesses->log_, .clock = clock, .random = witnesses->random_};
        witnesses->askers_.push_back(TRY(WitnessAsker::start(asked, open_transport)));
    }
    return witnesses;
}

void Witnesses::head_moved() {
    for (const auto& asker : askers_) asker->head_moved();
}

std::vector<WitnessStatus> Witnesses::status() const {
    std::vector<WitnessStatus> list;
    for (const auto& asker : askers_) list.push_back(asker->status());
    return list;
}

} // namespace kaogong::bureau
