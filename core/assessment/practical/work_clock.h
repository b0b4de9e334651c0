// The clock of a practical test. It runs on the boot clock like a theory countdown, but does not stop at the allowed time: overtime is
// measured, because sheets take points for it; and it goes on while the terminal is down, because the candidate at the machine does.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <optional>

namespace kaogong::practical {

struct WorkClock {
    std::int64_t allowed_ms = 0; // duration and credits
    std::int64_t before_ms = 0;  // of finished stretches
    std::optional<Instant> running_since;
    bool operator==(const WorkClock&) const = default;
};

// Worked until `at`; sitting_other_boot while it runs under another boot id, which only `bridge` may cross.
Result<std::int64_t> worked_ms(const WorkClock& clock, const Instant& at);
Result<std::int64_t> overtime_ms(const WorkClock& clock, const Instant& at);
Result<WorkClock> stopped(WorkClock clock, const Instant& at);
WorkClock started(WorkClock clock, const Instant& at);
// Over a time in which the terminal was down: exact within one boot, else by the wall clock, never backwards.
WorkClock bridged(WorkClock clock, const Instant& last_alive, const Instant& back);

} // namespace kaogong::practical
