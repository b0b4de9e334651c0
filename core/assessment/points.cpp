#include "core/assessment/points.h"

#include "core/base/check.h"

namespace kaogong::assessment {
namespace {

std::int64_t floor_divide(std::int64_t numerator, std::int64_t denominator) {
    CHECK(denominator > 0);
    const std::int64_t quotient = numerator / denominator;
    return quotient - (numerator % denominator < 0 ? 1 : 0);
}

} // namespace

Points rounded_half_up(const Fraction& hundredths) {
    return floor_divide(2 * hundredths.numerator + hundredths.denominator, 2 * hundredths.denominator);
}

Points cut(const Fraction& hundredths) {
    return floor_divide(hundredths.numerator, hundredths.denominator);
}

Fraction rescaled(const Earned& earned) {
    CHECK(earned.counted_max > 0);
    return {.numerator = earned.points * earned.points_max, .denominator = earned.counted_max};
}

Points shown_points(const Earned& earned) {
    return earned.counted_max > 0 ? cut(rescaled(earned)) : 0;
}

bool reaches(const Earned& earned, Points pass_mark) {
    return earned.counted_max > 0 && earned.points * earned.points_max >= pass_mark * earned.counted_max;
}

} // namespace kaogong::assessment
