// SIGTERM and SIGINT stay blocked and are asked for: between passes by waiting for them, within a transfer by looking whether one is there.
#pragma once

#include <csignal>
#include <ctime>

namespace kaogong::sync {

class StopSignals {
  public:
    StopSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        (void)pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    bool pending() const {
        sigset_t waiting;
        return sigpending(&waiting) == 0 && (sigismember(&waiting, SIGTERM) == 1 || sigismember(&waiting, SIGINT) == 1);
    }
    // Waits that long; true when a signal came.
    bool wait(int wait_ms) const {
        const timespec time{.tv_sec = wait_ms / 1'000, .tv_nsec = (wait_ms % 1'000) * 1'000'000L};
        return sigtimedwait(&signals_, nullptr, &time) > 0;
    }

  private:
    sigset_t signals_{};
};

} // namespace kaogong::sync
