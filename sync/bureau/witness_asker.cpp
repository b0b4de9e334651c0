#include "sync/bureau/witness_asker.h"

#include "core/base/log.h"
#include "sync/http/backoff.h"

#include <chrono>

namespace kaogong::bureau {
namespace {

constexpr std::int64_t kLookEveryMs = 60'000; // heads that another program of the bureau signed are seen by then

} // namespace

Result<std::unique_ptr<WitnessAsker>> WitnessAsker::start(Parts parts, const OpenTransport& open_transport) {
    std::unique_ptr<WitnessAsker> asker(new WitnessAsker(std::move(parts)));
    asker->transport_ = TRY(open_transport([raw = asker.get()] { return raw->ending_.load(); }));
    asker->thread_ = std::thread([raw = asker.get()] { raw->work(); });
    return asker;
}

WitnessAsker::~WitnessAsker() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    something_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void WitnessAsker::head_moved() {
    {
        const std::lock_guard lock(mutex_);
        moved_ = true;
    }
    something_.notify_one();
}

WitnessStatus WitnessAsker::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

bool WitnessAsker::wait(std::int64_t wait_ms) {
    std::unique_lock lock(mutex_);
    something_.wait_for(lock, std::chrono::milliseconds(wait_ms), [this] { return moved_ || ending_; });
    moved_ = false;
    return !ending_;
}

bool WitnessAsker::rest(std::int64_t wait_ms) {
    std::unique_lock lock(mutex_);
    something_.wait_for(lock, std::chrono::milliseconds(wait_ms), [this] { return ending_.load(); });
    return !ending_;
}

// Each change is told once: a witness that is down for a week must not fill the log.
void WitnessAsker::note(const Result<std::uint64_t>& outcome) {
    const std::lock_guard lock(mutex_);
    const bool was_told = status_.trouble && !outcome.ok() && status_.trouble->code == outcome.code();
    if (!outcome.ok() && !was_told) log(LogLevel::warning, outcome.error(), {{"witness", status_.name}});
    if (outcome.ok() && status_.trouble) log(LogLevel::info, "the witness cosigns again", {{"witness", status_.name}, {"size", *outcome}});
    if (outcome.ok() && status_.size != *outcome) {
        status_.size = *outcome;
        status_.at_ms = parts_.clock.wall_ms();
    }
    status_.trouble = outcome.ok() ? std::nullopt : std::optional(outcome.error());
}

void WitnessAsker::work() {
    WitnessTalk talk(parts_.witness, *transport_, parts_.log);
    int failures = 0;
    while (wait(kLookEveryMs)) {
        auto outcome = talk.round();
        while (!outcome.ok() && !ending_) {
            note(outcome);
            if (!rest(backoff_ms(++failures, parts_.random))) return;
            outcome = talk.round();
        }
        if (!outcome.ok()) return;
        failures = 0;
        note(outcome);
    }
}

} // namespace kaogong::bureau
