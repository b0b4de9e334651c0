#include "core/assessment/practical/exact.h"

#include "core/base/check.h"
#include "core/base/codes/practical.h"
#include "core/base/text.h"

namespace kaogong::practical {
namespace {

__extension__ typedef __int128 Wide;

constexpr std::int64_t kPartMax = std::int64_t{1} << 59; // twice a numerator plus a denominator still fits 64 bits

Wide greatest_divisor(Wide a, Wide b) {
    if (a < 0) a = -a;
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

Result<Fraction> reduced(Wide numerator, Wide denominator) {
    CHECK(denominator > 0);
    const Wide divisor = greatest_divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    if (numerator > kPartMax || numerator < -kPartMax || denominator > kPartMax) return error(codes::fraction_too_fine);
    return Fraction{.numerator = static_cast<std::int64_t>(numerator), .denominator = static_cast<std::int64_t>(denominator)};
}

bool usable(const Fraction& a) {
    return a.denominator > 0 && a.denominator <= kPartMax && a.numerator <= kPartMax && a.numerator >= -kPartMax;
}

} // namespace

Result<Fraction> add(const Fraction& a, const Fraction& b) {
    CHECK(usable(a) && usable(b));
    return reduced(Wide{a.numerator} * b.denominator + Wide{b.numerator} * a.denominator, Wide{a.denominator} * b.denominator);
}

Result<Fraction> multiply(const Fraction& a, const Fraction& b) {
    CHECK(usable(a) && usable(b));
    return reduced(Wide{a.numerator} * b.numerator, Wide{a.denominator} * b.denominator);
}

Result<Fraction> divide(const Fraction& a, const Fraction& b) {
    CHECK(b.numerator != 0);
    const std::int64_t sign = b.numerator < 0 ? -1 : 1;
    return multiply(a, {.numerator = sign * b.denominator, .denominator = sign * b.numerator});
}

int compare(const Fraction& a, const Fraction& b) {
    CHECK(a.denominator > 0 && b.denominator > 0);
    const Wide left = Wide{a.numerator} * b.denominator;
    const Wide right = Wide{b.numerator} * a.denominator;
    return left < right ? -1 : (left > right ? 1 : 0);
}

assessment::Points rounded_to(const Fraction& hundredths, assessment::Points step) {
    CHECK(step > 0 && step <= 10'000 && usable(hundredths));
    // Half up of numerator / (denominator * step), in whole numbers that cannot overflow.
    const Wide wide = 2 * Wide{hundredths.numerator} + Wide{hundredths.denominator} * step;
    const Wide divisor = 2 * Wide{hundredths.denominator} * step;
    const Wide steps = wide / divisor - (wide % divisor < 0 ? 1 : 0);
    return static_cast<assessment::Points>(steps * step);
}

std::string fraction_text(const Fraction& number) {
    const auto lowest = reduced(number.numerator, number.denominator);
    if (!lowest) return std::to_string(number.numerator) + "/" + std::to_string(number.denominator);
    if (lowest->denominator == 1) return std::to_string(lowest->numerator);
    return std::to_string(lowest->numerator) + "/" + std::to_string(lowest->denominator);
}

std::string points_text(assessment::Points points) {
    std::string text = decimal_text(points, 2);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

} // namespace kaogong::practical
