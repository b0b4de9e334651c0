#include "core/base/codes/base.h"
#include "sync/measure/growth.h"
#include "tests/support/must.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::measure;

TEST_CASE("the first thousand records and each further decade stand beside one another, a record at a time") {
    std::vector<std::pair<std::int64_t, std::int64_t>> asked;
    const Figures figures = test::must(measure_decades("growth-x-", 100'000, [&](std::int64_t from, std::int64_t to) -> Result<double> {
        asked.emplace_back(from, to);
        return to <= 10'000 ? static_cast<double>(to - from) / 1e3 : static_cast<double>(to - from) / 1e3 * 2;
    }));
    CHECK_EQ(asked, std::vector<std::pair<std::int64_t, std::int64_t>>{{0, 1'000}, {1'000, 10'000}, {10'000, 100'000}});
    REQUIRE_EQ(figures.size(), 3);
    CHECK_EQ(figures[0].name, "growth-x-1000");
    CHECK_EQ(figures[0].ratio, 1);
    CHECK_EQ(figures[1].value, 1);
    CHECK(figures[1].met);
    CHECK_EQ(figures[2].value, 2);
    CHECK_EQ(figures[2].ratio, 0.5);
    CHECK_FALSE(figures[2].met);
}

TEST_CASE("work that fails gives no figure") {
    const auto none = measure_decades("x", 1'000, [](std::int64_t, std::int64_t) -> Result<double> { return error(codes::no_space, "x"); });
    CHECK_EQ(none.code(), codes::no_space);
}
