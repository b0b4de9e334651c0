#include "sync/http/backoff.h"
#include "tests/support/fake_random.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;

TEST_CASE("the longest wait doubles with each failure and stops at a quarter of an hour") {
    CHECK_EQ(backoff_limit_ms(0), 10'000);
    CHECK_EQ(backoff_limit_ms(1), 10'000);
    CHECK_EQ(backoff_limit_ms(2), 20'000);
    CHECK_EQ(backoff_limit_ms(7), 640'000);
    CHECK_EQ(backoff_limit_ms(8), kBackoffMaxMs);
    CHECK_EQ(backoff_limit_ms(1'000'000), kBackoffMaxMs);
}

TEST_CASE("the wait lies anywhere between five seconds and the limit") {
    test::FakeRandom random(3);
    for (const int failures : {1, 4, 50}) {
        std::int64_t shortest = INT64_MAX;
        std::int64_t longest = 0;
        for (int i = 0; i < 2'000; ++i) {
            const std::int64_t wait_ms = backoff_ms(failures, random);
            shortest = std::min(shortest, wait_ms);
            longest = std::max(longest, wait_ms);
        }
        const std::int64_t width = backoff_limit_ms(failures) - kBackoffMinMs;
        CHECK(shortest >= kBackoffMinMs);
        CHECK(longest <= backoff_limit_ms(failures));
        CHECK(shortest < kBackoffMinMs + width / 10);
        CHECK(longest > backoff_limit_ms(failures) - width / 10);
    }
}

TEST_CASE("Retry-After is obeyed, but not for a year") {
    test::FakeRandom random(4);
    CHECK(backoff_ms(1, 120, random) == 120'000);
    CHECK(backoff_ms(1, 1, random) >= kBackoffMinMs);
    CHECK(backoff_ms(1, -5, random) >= kBackoffMinMs);
    CHECK_EQ(backoff_ms(1, 365 * 86'400, random), kRetryAfterMaxMs);
}
