#include "core/base/clock.h"

#include "core/base/codes/base.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace kaogong {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;

std::int64_t read_ms(clockid_t clock) {
    timespec time{};
    CHECK(clock_gettime(clock, &time) == 0);
    return static_cast<std::int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

Result<int> two_digits(std::string_view text, std::size_t at) {
    if (at + 2 > text.size()) return error(codes::number_malformed, "time");
    return static_cast<int>(TRY(parse_integer(text.substr(at, 2), {0, 99})));
}

Result<int> parse_offset_minutes(std::string_view text) {
    if (text == "Z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return error(codes::number_malformed, "offset of a time");
    const int hours = TRY(two_digits(text, 1));
    const int minutes = TRY(two_digits(text, 4));
    if (hours > 14 || minutes > 59) return error(codes::number_malformed, "offset of a time");
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

} // namespace

Result<SystemClock> SystemClock::open() {
    const Bytes text = TRY(read_file("/proc/sys/kernel/random/boot_id", 64));
    std::string digits;
    for (const char c : as_text(text))
        if (c != '-' && c != '\n') digits.push_back(c);
    return SystemClock(TRY(BootId::from(TRY(from_hex(digits)))));
}

Instant SystemClock::now() {
    return {boot_id_, read_ms(CLOCK_BOOTTIME), read_ms(CLOCK_REALTIME)};
}

CivilTime civil_time(std::int64_t wall_ms, int utc_offset_minutes) {
    using namespace std::chrono;
    const std::int64_t local_ms = wall_ms + std::int64_t{utc_offset_minutes} * 60'000;
    const std::int64_t days_since_epoch = floor_div(local_ms, kMsPerDay);
    const std::int64_t in_day_ms = local_ms - days_since_epoch * kMsPerDay;
    const sys_days date{days{days_since_epoch}};
    const year_month_day ymd{date};
    return {.year = static_cast<int>(ymd.year()),
            .month = static_cast<int>(static_cast<unsigned>(ymd.month())),
            .day = static_cast<int>(static_cast<unsigned>(ymd.day())),
            .hour = static_cast<int>(in_day_ms / 3'600'000),
            .minute = static_cast<int>(in_day_ms / 60'000 % 60),
            .second = static_cast<int>(in_day_ms / 1000 % 60),
            .millisecond = static_cast<int>(in_day_ms % 1000),
            .weekday = static_cast<int>(weekday{date}.c_encoding())};
}

std::int64_t wall_ms_from_civil(const CivilTime& time, int utc_offset_minutes) {
    using namespace std::chrono;
    const sys_days date = year{time.year} / month{static_cast<unsigned>(time.month)} / day{static_cast<unsigned>(time.day)};
    const std::int64_t minutes_in_day = std::int64_t{time.hour} * 60 + time.minute - utc_offset_minutes;
    return date.time_since_epoch().count() * kMsPerDay + (minutes_in_day * 60 + time.second) * 1000 + time.millisecond;
}

std::string iso_text(std::int64_t wall_ms, int utc_offset_minutes) {
    const CivilTime t = civil_time(wall_ms, utc_offset_minutes);
    const int magnitude = utc_offset_minutes < 0 ? -utc_offset_minutes : utc_offset_minutes;
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", t.year, t.month, t.day, t.hour, t.minute, t.second,
                  utc_offset_minutes < 0 ? '-' : '+', magnitude / 60, magnitude % 60);
    return text;
}

Result<std::int64_t> parse_iso(std::string_view text) {
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return error(codes::number_malformed, "time");
    CivilTime t{};
    t.year = static_cast<int>(TRY(parse_integer(text.substr(0, 4), {1970, 9999})));
    t.month = TRY(two_digits(text, 5));
    t.day = TRY(two_digits(text, 8));
    t.hour = TRY(two_digits(text, 11));
    t.minute = TRY(two_digits(text, 14));
    t.second = TRY(two_digits(text, 17));
    const std::chrono::year_month_day ymd{std::chrono::year{t.year}, std::chrono::month{static_cast<unsigned>(t.month)},
                                          std::chrono::day{static_cast<unsigned>(t.day)}};
    if (!ymd.ok() || t.hour > 23 || t.minute > 59 || t.second > 59) return error(codes::number_malformed, "time");
    return wall_ms_from_civil(t, TRY(parse_offset_minutes(text.substr(19))));
}

} // namespace kaogong
