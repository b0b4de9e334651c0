// How much time a candidate has left. It runs on the boot clock alone: stepping the wall clock changes nothing, and while the terminal is
// down, paused, or waiting for staff it stands still. Pure: the state changes only by start, stop, resume and credit; asking never changes
// it, so that it does not matter how often or when somebody looks.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace kaogong::assessment {

struct Countdown {
    std::int64_t allowed_ms = 0;            // duration + accommodation - lateness + credits
    std::int64_t active_before_ms = 0;      // active time of the finished stretches
    std::optional<Instant> running_since;   // start of the present stretch; empty while it stands still
    std::vector<std::int64_t> notices_left; // remaining times at which a notice is still to be shown, falling

    bool operator==(const Countdown&) const = default;
    bool running() const { return running_since.has_value(); }
};

struct CountdownStart {
    std::int64_t duration_ms = 0;
    std::int64_t extra_ms = 0; // accommodation
    std::int64_t late_ms = 0;  // a late arrival gets none of it back (LATE_IN)
    std::vector<std::int64_t> notices_ms;
};
Countdown countdown_start(const CountdownStart& start, const Instant& at);

// Active and remaining time at an instant of the same boot. An instant before the stretch began counts as its beginning; remaining is
// never negative, active never more than allowed. Under another boot id a running countdown is asked wrongly: refused with
// sitting_other_boot, since only an interruption may bridge boots.
Result<std::int64_t> active_ms(const Countdown& countdown, const Instant& at);
Result<std::int64_t> remaining_ms(const Countdown& countdown, const Instant& at);

// The last instant that still counts, on the boot clock of the present stretch; nothing while it stands still.
std::optional<std::int64_t> end_boot_ms(const Countdown& countdown);

Result<Countdown> countdown_stop(Countdown countdown, const Instant& at);
Result<Countdown> countdown_resume(Countdown countdown, const Instant& at);
Countdown countdown_credit(Countdown countdown, std::int64_t credit_ms); // 补时, >= 0

// The notice that is due: the smallest threshold already reached, so that somebody who comes back late sees one notice, not three.
Result<std::optional<std::int64_t>> notice_due(const Countdown& countdown, const Instant& at);
Countdown notice_shown(Countdown countdown, std::int64_t threshold_ms); // that one and all larger ones are done

// How long the terminal was down. Exact within one boot; after a reboot only the wall clock is left, which may have been set: estimated.
struct Outage {
    std::int64_t length_ms = 0;
    bool estimated = false;
    bool operator==(const Outage&) const = default;
};
Outage outage_between(const Instant& last_alive, const Instant& back);

} // namespace kaogong::assessment
