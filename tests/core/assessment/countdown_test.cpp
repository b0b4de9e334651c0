#include "core/assessment/countdown.h"

#include "core/base/codes/assessment.h"
#include "tests/core/assessment/fixtures.h"
#include "tests/support/table.h"

#include <algorithm>
#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

// A countdown driven by the rows of a table; the wall hand moves apart from the boot hand.
struct Driven {
    Countdown countdown;
    std::int64_t wall_offset_ms = 0;

    Instant at(std::int64_t ms) const {
        Instant instant = at_ms(ms);
        instant.wall_ms += wall_offset_ms;
        return instant;
    }

    void notice(const TableRow& row, const Instant& now) {
        const auto due = notice_due(countdown, now).value();
        CHECK_EQ(due.has_value(), row.text("value") != "none");
        if (!due) return;
        CHECK_EQ(*due, row.time_ms("value"));
        countdown = notice_shown(countdown, *due);
    }

    void apply(const TableRow& row) {
        const std::string& event = row.text("event");
        const Instant now = at(row.time_ms("at"));
        if (event == "start") {
            countdown = countdown_start({.duration_ms = row.time_ms("value"), .notices_ms = {15 * kMinuteMs, 5 * kMinuteMs}}, now);
        } else if (event == "stop") {
            countdown = countdown_stop(countdown, now).value();
        } else if (event == "resume") {
            countdown = countdown_resume(countdown, now).value();
        } else if (event == "credit") {
            countdown = countdown_credit(countdown, row.time_ms("value"));
        } else if (event == "wall") {
            wall_offset_ms += row.time_ms("value");
        } else if (event == "notice") {
            notice(row, now);
        } else {
            REQUIRE_EQ(event, "look");
        }
        CHECK_EQ(remaining_ms(countdown, now).value(), row.time_ms("left"));
    }
};

constexpr std::int64_t kDurationMs = 90 * kMinuteMs;

Countdown started() {
    return countdown_start({.duration_ms = kDurationMs, .notices_ms = {15 * kMinuteMs, 5 * kMinuteMs}}, at_ms(0));
}

std::vector<std::int64_t> rising_instants() {
    auto instants = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 2 * kDurationMs));
    std::sort(instants.begin(), instants.end());
    return instants;
}

} // namespace

TEST_CASE("time runs as the table says") {
    for (const Table& table : read_tables(KAOGONG_SOURCE_DIR "/tests/tables/countdown.txt")) {
        Driven driven;
        for (const TableRow& row : table.rows) {
            CAPTURE(table.name);
            CAPTURE(row.line());
            driven.apply(row);
        }
    }
}

TEST_CASE("remaining time never grows while the clock runs") {
    CHECK(rc::check("monotone", [] {
        const Countdown countdown = started();
        std::int64_t before_ms = kDurationMs;
        for (const std::int64_t ms : rising_instants()) {
            const std::int64_t left_ms = remaining_ms(countdown, at_ms(ms)).value();
            RC_ASSERT(left_ms <= before_ms);
            RC_ASSERT(left_ms >= 0);
            before_ms = left_ms;
        }
    }));
}

TEST_CASE("no step of the wall clock gains or costs a millisecond") {
    CHECK(rc::check("wall", [](std::int32_t step_ms) {
        Instant now = at_ms(*rc::gen::inRange<std::int64_t>(0, 2 * kDurationMs));
        const std::int64_t left_ms = remaining_ms(started(), now).value();
        now.wall_ms += step_ms;
        RC_ASSERT(remaining_ms(started(), now).value() == left_ms);
    }));
}

TEST_CASE("time is the same however it is cut into stretches") {
    CHECK(rc::check("partition", [] {
        const std::vector<std::int64_t> cuts = rising_instants();
        Countdown cut = started();
        for (const std::int64_t ms : cuts) {
            cut = countdown_stop(cut, at_ms(ms)).value();
            cut = countdown_resume(cut, at_ms(ms)).value();
        }
        const Instant end = at_ms(2 * kDurationMs);
        const Instant look = cuts.empty() ? at_ms(1) : at_ms(cuts.back() + 1);
        RC_ASSERT(remaining_ms(cut, look).value() == remaining_ms(started(), look).value());
        RC_ASSERT(remaining_ms(cut, end).value() == 0);
    }));
}

TEST_CASE("time stopped is time kept, whatever the length of the stop") {
    CHECK(rc::check("stopped", [] {
        const auto before_ms = *rc::gen::inRange<std::int64_t>(0, kDurationMs);
        const auto stopped_ms = *rc::gen::inRange<std::int64_t>(0, 10 * kDurationMs);
        Countdown countdown = countdown_stop(started(), at_ms(before_ms)).value();
        RC_ASSERT(remaining_ms(countdown, at_ms(before_ms + stopped_ms)).value() == kDurationMs - before_ms);
        countdown = countdown_resume(countdown, at_ms(before_ms + stopped_ms, 2)).value();
        RC_ASSERT(remaining_ms(countdown, at_ms(before_ms + stopped_ms, 2)).value() == kDurationMs - before_ms);
    }));
}

TEST_CASE("a running countdown cannot be read across a reboot") {
    CHECK(remaining_ms(started(), at_ms(5, 2)).code() == codes::sitting_other_boot);
    CHECK(countdown_stop(started(), at_ms(5, 2)).code() == codes::sitting_other_boot);
}

TEST_CASE("an outage is exact within one boot and estimated across two") {
    CHECK(outage_between(at_ms(1'000), at_ms(61'500)) == Outage{.length_ms = 60'500, .estimated = false});
    CHECK(outage_between(at_ms(1'000), at_ms(61'500, 2)) == Outage{.length_ms = 60'500, .estimated = true});
    Instant set_back = at_ms(2'000, 2);
    set_back.wall_ms -= 86'400'000;
    CHECK(outage_between(at_ms(1'000), set_back) == Outage{.length_ms = 0, .estimated = true});
}

TEST_CASE("the end is known in advance on the boot clock") {
    const Countdown countdown = countdown_credit(started(), 60'000);
    CHECK_EQ(end_boot_ms(countdown), at_ms(kDurationMs + 60'000).boot_ms);
    CHECK_FALSE(end_boot_ms(countdown_stop(countdown, at_ms(5)).value()).has_value());
}
