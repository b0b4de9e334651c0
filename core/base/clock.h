// Time as the rest of the program may see it. A sitting runs on the boot clock (CLOCK_BOOTTIME: it goes on through suspend and knows
// nothing of wall-clock steps); the wall clock is only ever recorded and shown. Nobody else asks the operating system for the time.
#pragma once

#include "core/base/bytes.h"

#include <cstdint>
#include <string>

namespace kaogong {

// 16 bytes that the kernel draws at each boot: two readings of the boot clock may be compared only under the same boot id.
using BootId = FixedBytes<struct BootIdTag, 16>;

struct Instant {
    BootId boot_id;
    std::int64_t boot_ms = 0; // since this boot, suspend included
    std::int64_t wall_ms = 0; // since 1970-01-01 UTC, may step either way

    bool operator==(const Instant&) const = default;
};

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() = 0;

    std::int64_t boot_ms() { return now().boot_ms; }
    std::int64_t wall_ms() { return now().wall_ms; }
};

class SystemClock final : public Clock {
  public:
    static Result<SystemClock> open();
    Instant now() override;

  private:
    explicit SystemClock(BootId boot_id) : boot_id_(boot_id) {}
    BootId boot_id_;
};

// A clock that a script moves on, for terminals whose pinned root set is a demo. Both hands move together, as they do in a real wait.
class AdvancedClock final : public Clock {
  public:
    explicit AdvancedClock(Clock& source) : source_(source) {}
    void advance(std::int64_t by_ms) { advanced_ms_ += by_ms; }
    std::int64_t advanced_ms() const { return advanced_ms_; }
    Instant now() override {
        Instant instant = source_.now();
        instant.boot_ms += advanced_ms_;
        instant.wall_ms += advanced_ms_;
        return instant;
    }

  private:
    Clock& source_;
    std::int64_t advanced_ms_ = 0;
};

// Wall time taken apart at a site's fixed offset from UTC; the machine's own time zone is never asked.
struct CivilTime {
    int year, month, day, hour, minute, second, millisecond;
    int weekday; // 0 Sunday .. 6 Saturday
};
CivilTime civil_time(std::int64_t wall_ms, int utc_offset_minutes);
std::int64_t wall_ms_from_civil(const CivilTime& time, int utc_offset_minutes);
std::string iso_text(std::int64_t wall_ms, int utc_offset_minutes); // 2026-11-20T09:00:00+08:00
Result<std::int64_t> parse_iso(std::string_view text);              // the same form, offset mandatory ("Z" allowed)

} // namespace kaogong
