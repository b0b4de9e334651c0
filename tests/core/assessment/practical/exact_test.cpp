#include "core/assessment/practical/exact.h"
#include "core/base/codes/practical.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::practical;

TEST_CASE("fractions add and multiply exactly and in lowest terms") {
    CHECK(compare(add({1, 3}, {1, 6}).value(), {1, 2}) == 0);
    CHECK_EQ(add({1, 3}, {1, 6})->denominator, 2);
    CHECK(compare(multiply({2, 3}, {-3, 4}).value(), {-1, 2}) == 0);
    CHECK(compare(divide({1, 3}, {-2, 3}).value(), {-1, 2}) == 0);
    CHECK_EQ(fraction_text({6, 9}), "2/3");
    CHECK_EQ(fraction_text({6, 3}), "2");
    CHECK_EQ(points_text(650), "6.5");
    CHECK_EQ(points_text(600), "6");
    CHECK_EQ(points_text(-5), "-0.05");
}

TEST_CASE("what no longer fits is refused by code and not cut") {
    CHECK(multiply({1, 1'000'000'007}, {1, 1'000'000'009}).code() == codes::fraction_too_fine);
    CHECK(add({1, 1'000'000'007}, {1, 1'000'000'009}).code() == codes::fraction_too_fine);
}

TEST_CASE("rounding to a step is half up, also below zero") {
    CHECK_EQ(rounded_to({800, 9}, 1), 89);
    CHECK_EQ(rounded_to({25, 1}, 50), 50);
    CHECK_EQ(rounded_to({24, 1}, 50), 0);
    CHECK_EQ(rounded_to({5'999'50, 100}, 100), 6'000);
    CHECK_EQ(rounded_to({-25, 1}, 50), 0);
    CHECK_EQ(rounded_to({-26, 1}, 50), -50);
}

TEST_CASE("order of adding never matters, and comparing agrees with adding") {
    CHECK(rc::check("fractions", [](std::int32_t a, std::int32_t b, std::uint16_t c, std::uint16_t d) {
        const Fraction x{a, c + 1}, y{b, d + 1};
        const Fraction sum = add(x, y).value();
        RC_ASSERT(compare(sum, add(y, x).value()) == 0);
        const int order = compare(x, y);
        const Fraction difference = add(x, {-y.numerator, y.denominator}).value();
        RC_ASSERT(order == (difference.numerator > 0 ? 1 : (difference.numerator < 0 ? -1 : 0)));
    }));
}
