#include "core/assessment/practical/work_clock.h"

#include "core/assessment/countdown.h"
#include "core/base/codes/assessment.h"

#include <algorithm>

namespace kaogong::practical {

Result<std::int64_t> worked_ms(const WorkClock& clock, const Instant& at) {
    if (!clock.running_since) return clock.before_ms;
    if (clock.running_since->boot_id != at.boot_id) return error(codes::sitting_other_boot);
    return clock.before_ms + std::max<std::int64_t>(0, at.boot_ms - clock.running_since->boot_ms);
}

Result<std::int64_t> overtime_ms(const WorkClock& clock, const Instant& at) {
    return std::max<std::int64_t>(0, TRY(worked_ms(clock, at)) - clock.allowed_ms);
}

Result<WorkClock> stopped(WorkClock clock, const Instant& at) {
    clock.before_ms = TRY(worked_ms(clock, at));
    clock.running_since.reset();
    return clock;
}

WorkClock started(WorkClock clock, const Instant& at) {
    if (!clock.running_since) clock.running_since = at;
    return clock;
}

WorkClock bridged(WorkClock clock, const Instant& last_alive, const Instant& back) {
    if (!clock.running_since) return clock;
    const bool known = clock.running_since->boot_id == last_alive.boot_id;
    const Instant& from = known && last_alive.boot_ms > clock.running_since->boot_ms ? last_alive : *clock.running_since;
    clock.before_ms += from.boot_ms - clock.running_since->boot_ms;
    clock.before_ms += std::max<std::int64_t>(0, assessment::outage_between(from, back).length_ms);
    clock.running_since = back;
    return clock;
}

} // namespace kaogong::practical
