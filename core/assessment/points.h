// Exact arithmetic of points (domain.md, Rounding 取舍). A row is rounded once, half up, to a hundredth; between points and decision there
// is no rounding at all: shares are compared with the pass mark by cross-multiplication. Display cuts and never rounds up over a pass mark.
#pragma once

#include "core/assessment/item.h"

namespace kaogong::assessment {

// A number of hundredths that need not be whole: 8/9 of a point is {800, 9}. The denominator is positive; both stay below 10^9.
struct Fraction {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
};

Points rounded_half_up(const Fraction& hundredths);
Points cut(const Fraction& hundredths);

// Points earned on the part of a paper that counted, carried over to full marks: 47.99 of 80 is {4799 * 10000, 8000} hundredths.
struct Earned {
    Points points = 0;
    Points counted_max = 0; // of what counted, after exemptions
    Points points_max = 0;  // full marks of the spec
};
Fraction rescaled(const Earned& earned);
Points shown_points(const Earned& earned); // cut to a hundredth, for people
bool reaches(const Earned& earned, Points pass_mark);

} // namespace kaogong::assessment
