#include "sync/bureau/notice/working_days.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "tests/support/must.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau::notice;
using namespace kaogong::test;

namespace {

std::string end_text(const Calendar& calendar, const char* from, std::int64_t days) {
    return iso_text(end_of_period(calendar, must(parse_iso(from)), days), calendar.utc_offset_minutes);
}

} // namespace

TEST_CASE("a period ends with its last working day, and the day of the posting does not count") {
    const Calendar plain;
    CHECK_EQ(end_text(plain, "2026-11-23T09:00:00+08:00", 5), "2026-11-30T23:59:59+08:00"); // Monday: Tuesday to Friday, Monday
    CHECK_EQ(end_text(plain, "2026-11-27T23:30:00+08:00", 1), "2026-11-30T23:59:59+08:00"); // Friday night, by the site's clock
    CHECK_EQ(end_text(plain, "2026-11-28T09:00:00+08:00", 1), "2026-11-30T23:59:59+08:00"); // posted on a Saturday
    CHECK_EQ(end_text(plain, "2026-11-30T17:00:00Z", 1), "2026-12-02T23:59:59+08:00");      // already Tuesday at the site
}

TEST_CASE("holidays are passed over and make-up days counted") {
    Calendar october;
    for (const char* day : {"2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"})
        october.holidays.insert(must(parse_day(day)));
    october.make_up.insert(must(parse_day("2026-10-10")));
    CHECK_EQ(end_text(october, "2026-09-30T10:00:00+08:00", 3), "2026-10-10T23:59:59+08:00");
    CHECK_EQ(end_text({}, "2026-09-30T10:00:00+08:00", 3), "2026-10-05T23:59:59+08:00");
}

TEST_CASE("what is no day is refused") {
    for (const char* text : {"2026-13-01", "2026-2-1", "tomorrow", "", "2026-02-30"}) CHECK(parse_day(text).code() == codes::usage);
}
