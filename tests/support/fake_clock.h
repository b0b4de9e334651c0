// A clock that tests own: it stands still until told otherwise, can run fast or slow, can have its wall hand stepped, and can reboot.
#pragma once

#include "core/base/clock.h"

namespace kaogong::test {

class FakeClock final : public Clock {
  public:
    Instant now() override { return instant_; }

    void advance(std::int64_t by_ms) {
        instant_.boot_ms += by_ms;
        // Drift is how much the wall hand gains on the boot hand, in parts per million.
        instant_.wall_ms += by_ms + by_ms * drift_ppm_ / 1'000'000;
    }
    void set_drift_ppm(std::int64_t ppm) { drift_ppm_ = ppm; }
    void step_wall(std::int64_t by_ms) { instant_.wall_ms += by_ms; } // somebody set the clock; the boot hand does not move
    void jump(std::int64_t by_ms) { instant_.boot_ms += by_ms; }      // the machine slept and its wall clock was not yet corrected
    void reboot(std::int64_t outage_ms) {
        instant_.wall_ms += outage_ms;
        instant_.boot_ms = 0;
        ++instant_.boot_id.bytes.back();
    }

  private:
    Instant instant_{.boot_id = {}, .boot_ms = 5'000, .wall_ms = 1'795'222'800'000}; // 2026-11-21 01:00 UTC, 09:00 at the centre
    std::int64_t drift_ppm_ = 0;
};

} // namespace kaogong::test
