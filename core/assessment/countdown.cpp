#include "core/assessment/countdown.h"

#include "core/base/codes/assessment.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

std::int64_t stretch_ms(const Countdown& countdown, const Instant& at) {
    return std::max<std::int64_t>(0, at.boot_ms - countdown.running_since->boot_ms);
}

} // namespace

Countdown countdown_start(const CountdownStart& start, const Instant& at) {
    Countdown countdown;
    countdown.allowed_ms = std::max<std::int64_t>(0, start.duration_ms + start.extra_ms - start.late_ms);
    countdown.running_since = at;
    for (const std::int64_t threshold_ms : start.notices_ms) {
        // A notice that would be due at the very start says nothing new.
        if (threshold_ms < countdown.allowed_ms) countdown.notices_left.push_back(threshold_ms);
    }
    std::sort(countdown.notices_left.begin(), countdown.notices_left.end(), std::greater<>());
    return countdown;
}

Result<std::int64_t> active_ms(const Countdown& countdown, const Instant& at) {
    if (!countdown.running()) return std::min(countdown.active_before_ms, countdown.allowed_ms);
    if (at.boot_id != countdown.running_since->boot_id) return error(codes::sitting_other_boot);
    return std::min(countdown.active_before_ms + stretch_ms(countdown, at), countdown.allowed_ms);
}

Result<std::int64_t> remaining_ms(const Countdown& countdown, const Instant& at) {
    return countdown.allowed_ms - TRY(active_ms(countdown, at));
}

std::optional<std::int64_t> end_boot_ms(const Countdown& countdown) {
    if (!countdown.running()) return std::nullopt;
    return countdown.running_since->boot_ms + countdown.allowed_ms - countdown.active_before_ms;
}

Result<Countdown> countdown_stop(Countdown countdown, const Instant& at) {
    countdown.active_before_ms = TRY(active_ms(countdown, at));
    countdown.running_since.reset();
    return countdown;
}

Result<Countdown> countdown_resume(Countdown countdown, const Instant& at) {
    if (countdown.running()) return error(codes::sitting_wrong_phase, "countdown is running");
    countdown.running_since = at;
    return countdown;
}

Countdown countdown_credit(Countdown countdown, std::int64_t credit_ms) {
    countdown.allowed_ms += std::max<std::int64_t>(0, credit_ms);
    return countdown;
}

Result<std::optional<std::int64_t>> notice_due(const Countdown& countdown, const Instant& at) {
    const std::int64_t left_ms = TRY(remaining_ms(countdown, at));
    std::optional<std::int64_t> due;
    for (const std::int64_t threshold_ms : countdown.notices_left) {
        if (left_ms <= threshold_ms) due = threshold_ms; // falling, so the last one reached is the smallest
    }
    return due;
}

Countdown notice_shown(Countdown countdown, std::int64_t threshold_ms) {
    std::erase_if(countdown.notices_left, [threshold_ms](std::int64_t left) { return left >= threshold_ms; });
    return countdown;
}

Outage outage_between(const Instant& last_alive, const Instant& back) {
    const bool same_boot = last_alive.boot_id == back.boot_id;
    const std::int64_t length_ms = same_boot ? back.boot_ms - last_alive.boot_ms : back.wall_ms - last_alive.wall_ms;
    return {.length_ms = std::max<std::int64_t>(0, length_ms), .estimated = !same_boot};
}

} // namespace kaogong::assessment
