// Exact arithmetic of fractions of points: weights, re-scaling and means of judges are never rounded on their way to a decision. Results
// are kept in lowest terms; one that no longer fits (a sheet of absurdly many different maxima) is refused by code, never cut.
#pragma once

#include "core/assessment/points.h"

namespace kaogong::practical {

using assessment::Fraction;

Result<Fraction> add(const Fraction& a, const Fraction& b);
Result<Fraction> multiply(const Fraction& a, const Fraction& b);
Result<Fraction> divide(const Fraction& a, const Fraction& b); // b is not 0
int compare(const Fraction& a, const Fraction& b);             // -1, 0, 1; never fails
// Half up to a multiple of `step` hundredths.
assessment::Points rounded_to(const Fraction& hundredths, assessment::Points step);
std::string fraction_text(const Fraction& number);  // "2", "1/3"
std::string points_text(assessment::Points points); // "8", "0.5", "0.89": hundredths without needless zeros

} // namespace kaogong::practical
