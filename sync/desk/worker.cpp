#include "sync/desk/worker.h"

#include <chrono>

namespace kaogong::desk {

Worker::Worker(std::size_t jobs_waiting_max, AsideJob aside)
    : jobs_waiting_max_(jobs_waiting_max), aside_(std::move(aside)), thread_([this] { work(); }) {}

void Worker::finish() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    something_.notify_one();
    if (thread_.joinable()) thread_.join();
}

bool Worker::post(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        if (ending_ || jobs_.size() >= jobs_waiting_max_) return false;
        jobs_.push_back(std::move(job));
    }
    something_.notify_one();
    return true;
}

// The clock here only spaces out what is done aside; nothing is decided by it.
void Worker::work() {
    using Steady = std::chrono::steady_clock;
    const std::chrono::milliseconds pause(aside_.every_ms);
    auto next = Steady::now() + pause;
    std::unique_lock lock(mutex_);
    while (!ending_ || !jobs_.empty()) {
        if (jobs_.empty() && something_.wait_until(lock, next) == std::cv_status::no_timeout && jobs_.empty()) continue;
        if (!jobs_.empty()) {
            const std::function<void()> job = std::move(jobs_.front());
            jobs_.pop_front();
            lock.unlock();
            job();
            lock.lock();
        }
        if (!jobs_.empty() && Steady::now() < next) continue;
        lock.unlock();
        aside_.job();
        lock.lock();
        next = Steady::now() + pause;
    }
}

} // namespace kaogong::desk
