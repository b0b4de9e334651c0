#include "sync/desk/worker.h"

namespace kaogong::desk {

Worker::Worker(std::size_t jobs_waiting_max) : jobs_waiting_max_(jobs_waiting_max), thread_([this] { work(); }) {}

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

void Worker::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        something_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        const std::function<void()> job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
        lock.lock();
    }
}

} // namespace kaogong::desk
