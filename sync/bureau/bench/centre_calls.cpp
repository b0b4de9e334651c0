#include "sync/bureau/bench/centre_calls.h"

#include "sync/agent/exchange.h"
#include "sync/http/curl_transport.h"
#include "sync/measure/figure.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace kaogong::bureau::bench {

using measure::seconds_now;

namespace {

constexpr int kAttemptsMax = 60;
constexpr std::int64_t kWaitWhereNoneIsNamedS = 1;
constexpr std::size_t kParcelBytesMax = 64u << 20;

// Notes when the first commit of its parcel was sent.
class TimedTransport final : public Transport {
  public:
    explicit TimedTransport(Transport& under) : under_(under) {}

    Result<TransportReply> send(const TransportRequest& request) override {
        if (!commit_s_ && request.path.starts_with("/v1/commit/")) commit_s_ = seconds_now();
        return under_.send(request);
    }
    double commit_s() const { return commit_s_.value_or(seconds_now()); }

  private:
    Transport& under_;
    std::optional<double> commit_s_;
};

class Callers {
  public:
    explicit Callers(const CallPlan& plan) : plan_(plan) { calls_.answers.resize(plan.parcels.size()); }

    Result<Calls> call() {
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < std::min(plan_.at_once, plan_.parcels.size()); ++i) threads.emplace_back([this] { work(); });
        for (std::thread& thread : threads) thread.join();
        if (failed_) return *failed_;
        return std::move(calls_);
    }

  private:
    void work() {
        for (std::size_t i = next_++; i < plan_.parcels.size(); i = next_++) {
            const auto brought = bring(i);
            if (brought.ok()) continue;
            const std::lock_guard lock(mutex_);
            failed_ = brought.error();
            return;
        }
    }

    // Each centre has a connection of its own, as terminals have.
    Result<void> bring(std::size_t number) {
        const Path& path = plan_.parcels[number];
        const sync::ParcelFile parcel = TRY(sync::read_parcel_file(path.filename(), TRY(read_file(path, kParcelBytesMax))));
        const auto wire = TRY(open_curl_transport({.server = plan_.server}));
        TimedTransport transport(*wire);
        const double begin_s = seconds_now();
        Error last = error(codes::internal);
        for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
            sync::Exchange exchange = sync::carry(parcel, transport, [](const sync::Sent&) {});
            if (exchange.outcome == sync::Outcome::answered) {
                keep(number, std::move(exchange.answer), {.begin = begin_s, .commit = transport.commit_s(), .end = seconds_now()});
                return success();
            }
            note(exchange);
            if (exchange.outcome != sync::Outcome::later) return give_up(exchange.why);
            last = exchange.why;
            const std::int64_t wait_s = exchange.retry_after_s > 0 ? exchange.retry_after_s : kWaitWhereNoneIsNamedS;
            std::this_thread::sleep_for(std::chrono::seconds(wait_s));
        }
        return give_up(last);
    }

    Result<void> give_up(const Error& why) {
        const std::lock_guard lock(mutex_);
        calls_.trouble = why;
        return success();
    }

    struct Moments {
        double begin = 0, commit = 0, end = 0;
    };
    void keep(std::size_t number, Bytes answer, const Moments& moments) {
        const std::lock_guard lock(mutex_);
        calls_.answers[number] = std::move(answer);
        calls_.commit_s.push_back(moments.end - moments.commit);
        calls_.exchange_s.push_back(moments.end - moments.begin);
    }

    void note(const sync::Exchange& exchange) {
        const std::lock_guard lock(mutex_);
        if (exchange.outcome == sync::Outcome::later) ++(exchange.retry_after_s > 0 ? calls_.waits : calls_.breaks);
    }

    const CallPlan& plan_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    Calls calls_;
    std::optional<Error> failed_;
};

} // namespace

Result<Calls> call_bureau(const CallPlan& plan) {
    TRY(open_curl_transport({.server = plan.server})); // curl starts once, before there are threads
    return Callers(plan).call();
}

} // namespace kaogong::bureau::bench
