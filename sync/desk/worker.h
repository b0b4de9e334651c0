// The one thread that owns a store. Jobs are done in the order in which they came; when too many wait, the next is refused, so that a flood
// costs an apology and not the memory. What is not pressing is done in between.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace kaogong::desk {

// Done whenever no job waits any more, and about every `every_ms` whether jobs wait or not.
struct AsideJob {
    std::function<void()> job = [] {};
    int every_ms = 1'000;
};

class Worker {
  public:
    explicit Worker(std::size_t jobs_waiting_max, AsideJob aside = {});
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker() { finish(); }

    // False when too many jobs wait: the job was not taken.
    [[nodiscard]] bool post(std::function<void()> job);
    // Does what was accepted, takes nothing more, and ends. After it, nothing that jobs refer to is needed.
    void finish();

  private:
    void work();

    const std::size_t jobs_waiting_max_;
    const AsideJob aside_;
    std::mutex mutex_;
    std::condition_variable something_;
    std::deque<std::function<void()>> jobs_;
    bool ending_ = false;
    std::thread thread_; // last: it starts when all else is there
};

} // namespace kaogong::desk
