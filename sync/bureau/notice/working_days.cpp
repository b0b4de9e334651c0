#include "sync/bureau/notice/working_days.h"

#include "core/base/check.h"
#include "core/base/clock.h"
#include "core/base/codes/base.h"

#include <string>

namespace kaogong::bureau::notice {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kMinuteMs = 60'000;

} // namespace

Result<std::int64_t> parse_day(std::string_view text) {
    const auto midnight = parse_iso(std::string(text) + "T00:00:00Z");
    if (!midnight) return error(codes::usage, "a day is written 2026-12-01, not " + std::string(text.substr(0, 32)));
    return *midnight / kDayMs;
}

bool is_working_day(const Calendar& calendar, std::int64_t day) {
    if (calendar.make_up.contains(day)) return true;
    const int weekday = civil_time(day * kDayMs, 0).weekday;
    return weekday != 0 && weekday != 6 && !calendar.holidays.contains(day);
}

std::int64_t end_of_period(const Calendar& calendar, std::int64_t from_ms, std::int64_t days) {
    CHECK(days >= 1 && days <= kPeriodMax);
    std::int64_t day = (from_ms + calendar.utc_offset_minutes * kMinuteMs) / kDayMs;
    while (days > 0)
        if (is_working_day(calendar, ++day)) --days; // ends, since holidays are a finite set
    return (day + 1) * kDayMs - calendar.utc_offset_minutes * kMinuteMs - 1;
}

} // namespace kaogong::bureau::notice
