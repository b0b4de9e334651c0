// Calendar days as people at the bureau write them, at the bureau's fixed offset: a moment in UTC is never shown as the day before.
#pragma once

#include "core/base/clock.h"

namespace kaogong::bureau {

inline constexpr int kBureauOffsetMinutes = 480; // China Standard Time
inline constexpr std::int64_t kDayMs = 86'400'000;

Result<std::int64_t> parse_day(std::string_view text); // `2026-11-30`: its first millisecond, UTC. Error: usage
std::string day_text(std::int64_t wall_ms);

} // namespace kaogong::bureau
