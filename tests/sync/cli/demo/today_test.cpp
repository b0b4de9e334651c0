// The sample session moved to another day.
#include "core/base/clock.h"
#include "sync/cli/demo/today.h"

#include <doctest/doctest.h>

namespace kaogong::cli::demo {
namespace {

TEST_CASE("the next start lies on whole five minutes, ten to fifteen minutes ahead") {
    const std::int64_t noon = parse_iso("2026-11-21T12:00:00+08:00").value();
    CHECK(iso_text(next_start_ms(noon), 480) == "2026-11-21T12:15:00+08:00");
    CHECK(iso_text(next_start_ms(noon + 299'999), 480) == "2026-11-21T12:15:00+08:00");
    CHECK(iso_text(next_start_ms(noon + 300'000), 480) == "2026-11-21T12:20:00+08:00");
}

TEST_CASE("all times of a file are moved alike and nothing else is touched") {
    const std::string file = "code = \"2026\"\nstart = 2026-11-21T09:00:00+08:00\nseed = 20261121\nnot_after = 2026-12-31T23:59:59+08:00\n";
    const std::string moved = moved_by(file, 86'400'000);
    CHECK(moved == "code = \"2026\"\nstart = 2026-11-22T09:00:00+08:00\nseed = 20261121\nnot_after = 2027-01-01T23:59:59+08:00\n");
    CHECK(session_start_ms(moved).value() == session_start_ms(file).value() + 86'400'000);
}

TEST_CASE("times of day in a table go round the clock, and nothing else is touched") {
    const std::string file = "ticket,start,note\n992611230301,08:30,\n992611230302,23:55,at 9:30\n";
    CHECK(cells_moved_by(file, 10 * 60'000) == "ticket,start,note\n992611230301,08:40,\n992611230302,00:05,at 9:30\n");
    CHECK(cells_moved_by(file, -(9 * 60 + 1'440) * 60'000) == "ticket,start,note\n992611230301,23:30,\n992611230302,14:55,at 9:30\n");
    CHECK(cells_moved_by("", 60'000).empty());
}

TEST_CASE("a session without a start is refused") {
    CHECK_FALSE(session_start_ms("end = 2026-11-21T09:00:00+08:00\n"));
}

} // namespace
} // namespace kaogong::cli::demo
