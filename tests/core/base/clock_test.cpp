#include "core/base/clock.h"

#include "tests/support/fake_clock.h"

#include <doctest/doctest.h>

using namespace kaogong;

TEST_CASE("wall time is shown at the site's offset, never at the machine's") {
    const std::int64_t wall_ms = parse_iso("2026-11-21T09:00:00+08:00").value();
    CHECK_EQ(iso_text(wall_ms, 480), "2026-11-21T09:00:00+08:00");
    CHECK_EQ(iso_text(wall_ms, 0), "2026-11-21T01:00:00+00:00");
    CHECK_EQ(civil_time(wall_ms, 480).weekday, 6);
    CHECK_EQ(civil_time(-1, 0).year, 1969);
}

TEST_CASE("a time that no calendar has is refused") {
    for (const char* wrong :
         {"2026-02-29T09:00:00+08:00", "2026-11-21T24:00:00+08:00", "2026-11-21 09:00:00+08:00", "2026-11-21T09:00:00", ""}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_iso(wrong).ok());
    }
    CHECK(parse_iso("2028-02-29T00:00:00Z").ok());
}

TEST_CASE("the system clock runs forward under one boot id") {
    auto clock = SystemClock::open();
    REQUIRE(clock.ok());
    const Instant first = clock->now();
    const Instant second = clock->now();
    CHECK(second.boot_ms >= first.boot_ms);
    CHECK(first.boot_id == second.boot_id);
    CHECK(first.boot_id != BootId{});
}

TEST_CASE("the fake clock drifts, steps, jumps and reboots") {
    test::FakeClock clock;
    const Instant start = clock.now();
    clock.set_drift_ppm(100);
    clock.advance(1'000'000);
    CHECK_EQ(clock.wall_ms() - start.wall_ms, 1'000'100);
    clock.step_wall(-3'600'000);
    CHECK_EQ(clock.boot_ms() - start.boot_ms, 1'000'000);
    clock.reboot(60'000);
    CHECK(clock.now().boot_id != start.boot_id);
    CHECK_EQ(clock.boot_ms(), 0);
}
