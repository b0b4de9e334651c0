#include "sync/bureau/days.h"

#include "core/base/codes/base.h"

namespace kaogong::bureau {
namespace {

constexpr std::size_t kDayLetters = 10;

} // namespace

Result<std::int64_t> parse_day(std::string_view text) {
    const auto parsed = parse_iso(std::string(text) + "T00:00:00+08:00");
    if (text.size() != kDayLetters || !parsed) return error(codes::usage, "a day is written 2026-11-30, not " + std::string(text));
    return *parsed;
}

std::string day_text(std::int64_t wall_ms) {
    return iso_text(wall_ms, kBureauOffsetMinutes).substr(0, kDayLetters);
}

} // namespace kaogong::bureau
