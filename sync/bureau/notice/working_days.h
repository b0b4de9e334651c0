// Periods in working days 工作日: the days of the week, with the holidays and the make-up days 调休 that a year's official calendar moves.
// Which those are is data.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <set>
#include <string_view>

namespace kaogong::bureau::notice {

struct Calendar {
    std::set<std::int64_t> holidays; // days since 1970 at the site, off although in the week
    std::set<std::int64_t> make_up;  // worked although at a week's end
    int utc_offset_minutes = 480;
};
inline constexpr std::int64_t kPeriodMax = 366; // working days

// The day of `2026-12-01`. Error: usage.
Result<std::int64_t> parse_day(std::string_view text);
bool is_working_day(const Calendar& calendar, std::int64_t day);
// The last millisecond of the last of `days` working days, the first being the one after `from_ms`: the day of the posting itself does not
// count.
std::int64_t end_of_period(const Calendar& calendar, std::int64_t from_ms, std::int64_t days);

} // namespace kaogong::bureau::notice
