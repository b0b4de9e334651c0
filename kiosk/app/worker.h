// The one worker of the kiosk: a thread that owns the store, the keys and everything slow. The frame loop hands it requests and takes replies, both by
// value; nothing is shared. Requests are done in the order in which they came, so that a journal cannot be written out of order.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace kaogong::kiosk::app {

template <typename Request, typename Reply> class Worker {
  public:
    // `handle` runs on the worker's thread; `replied` is called there after each reply, to wake the frame loop.
    Worker(std::function<Reply(Request)> handle, std::function<void()> replied)
        : handle_(std::move(handle)), replied_(std::move(replied)), thread_([this] { run(); }) {}
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    // What was posted is still done before the worker ends: an answer given at the last moment is not dropped.
    ~Worker() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }

    void post(Request request) {
        {
            const std::lock_guard lock(mutex_);
            requests_.push_back(std::move(request));
            ++pending_;
        }
        changed_.notify_one();
    }

    std::vector<Reply> take_replies() {
        const std::lock_guard lock(mutex_);
        pending_ -= replies_.size();
        return std::exchange(replies_, {});
    }

    // Requests whose reply has not been taken yet.
    std::size_t pending() const {
        const std::lock_guard lock(mutex_);
        return pending_;
    }

  private:
    void run() {
        std::unique_lock lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return ending_ || !requests_.empty(); });
            if (requests_.empty()) return;
            Request request = std::move(requests_.front());
            requests_.pop_front();
            lock.unlock();
            Reply reply = handle_(std::move(request));
            lock.lock();
            replies_.push_back(std::move(reply));
            lock.unlock();
            replied_();
            lock.lock();
        }
    }

    std::function<Reply(Request)> handle_;
    std::function<void()> replied_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Request> requests_;
    std::vector<Reply> replies_;
    std::size_t pending_ = 0;
    bool ending_ = false;
    std::thread thread_; // last, so that everything above exists when it starts
};

} // namespace kaogong::kiosk::app
