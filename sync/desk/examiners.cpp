#include "sync/desk/examiners.h"

namespace kaogong::desk {
namespace {

constexpr std::size_t kTasksMax = 32; // that wait for one thread
constexpr std::size_t kBytesMax = 256u << 20; // of all together

} // namespace

Examiners::Examiners(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) threads_.push_back(std::make_unique<Worker>(kTasksMax));
}

bool Examiners::take(Task task) {
    if (threads_.empty() || bytes_ + task.bytes > kBytesMax) return false;
    bytes_ += task.bytes;
    const std::size_t bytes = task.bytes;
    const auto job = [this, bytes, work = std::move(task.work), done = std::move(task.done)] {
        work();
        bytes_ -= bytes;
        done();
    };
    // In turn, and when one has its fill the next is asked.
    for (std::size_t i = 0; i < threads_.size(); ++i)
        if (threads_[next_++ % threads_.size()]->post(job)) return true;
    bytes_ -= bytes;
    return false;
}

void Examiners::finish() {
    for (const auto& thread : threads_) thread->finish();
}

} // namespace kaogong::desk
