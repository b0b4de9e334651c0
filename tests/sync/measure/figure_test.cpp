#include "sync/measure/figure.h"

#include <doctest/doctest.h>

using namespace kaogong::measure;

TEST_CASE("a ratio is better when it is larger, whichever way the figure goes") {
    CHECK_EQ(ratio_of(30, 40, Better::more), 0.75);
    CHECK_EQ(ratio_of(40, 30, Better::less), 0.75);
    CHECK_EQ(ratio_of(40, 0, Better::less), 0);
}

TEST_CASE("a target of the ratio and one of the value are told apart") {
    CHECK(judged_by_ratio({.name = "x", .value = 30, .unit = "s", .limit = 20, .target = 0.6}, Better::less).met);
    CHECK_FALSE(judged_by_ratio({.name = "x", .value = 30, .unit = "s", .limit = 10, .target = 0.6}, Better::less).met);
    CHECK(judged_by_value({.name = "x", .value = 30, .unit = "s", .target = 30}, Better::less).met);
    CHECK_FALSE(judged_by_value({.name = "x", .value = 31, .unit = "s", .target = 30}, Better::less).met);
    CHECK(judged_by_value({.name = "x", .value = 31, .unit = "s"}, Better::less).met);
    CHECK_FALSE(judged_by_value({.name = "x", .value = 29, .unit = "results", .target = 30}, Better::more).met);
}

TEST_CASE("a percentile is a value that was measured, and as many of a hundred are not above it") {
    CHECK_EQ(percentile({5, 1, 4, 2, 3}, 50), 3);
    CHECK_EQ(percentile({5, 1, 4, 2, 3}, 99), 5);
    CHECK_EQ(percentile({7}, 0), 7);
    CHECK_EQ(percentile({}, 99), 0);
    std::vector<double> hundred;
    for (int i = 1; i <= 100; ++i) hundred.push_back(i);
    CHECK_EQ(percentile(hundred, 99), 99);
}
