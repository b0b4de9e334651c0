// Threads beside the one that owns the store, for work that needs none: signatures, above all. What they hold is bounded, in pieces and in
// bytes; what finds no room is the asker's own business.
#pragma once

#include "sync/desk/worker.h"

#include <atomic>
#include <memory>
#include <vector>

namespace kaogong::desk {

class Examiners {
  public:
    struct Task {
        std::function<void()> work;
        std::function<void()> done; // on the same thread, after it
        std::size_t bytes = 0;      // that it keeps in memory
    };

    explicit Examiners(std::size_t threads);

    // False when there is enough to do already: the task was not taken.
    [[nodiscard]] bool take(Task task);
    // Does what was taken, takes nothing more, and ends.
    void finish();

  private:
    std::atomic<std::size_t> next_ = 0;
    std::atomic<std::size_t> bytes_ = 0;
    std::vector<std::unique_ptr<Worker>> threads_;
};

} // namespace kaogong::desk
