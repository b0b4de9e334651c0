// One measured figure beside its limit, taken in the same run, since machines differ. What measures fills these in; whoever prints them
// judges nothing.
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace kaogong::measure {

struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    double limit = 0;  // what the machine can do at best, in the same unit; 0: none is measured
    double ratio = 0;  // figure over limit, so that more is better; 0 without a limit
    double target = 0; // 0: none
    bool met = true;
};
using Figures = std::vector<Figure>;

enum class Better { less, more };
double ratio_of(double value, double limit, Better better);

// What was measured, before it is judged.
struct Reading {
    std::string name;
    double value = 0;
    std::string unit;
    double limit = 0;
    double target = 0;
};
// Met when the ratio to the limit reaches the target.
Figure judged_by_ratio(Reading reading, Better better);
// Met when the value itself reaches the target; without a target always.
Figure judged_by_value(Reading reading, Better better);

double median(std::vector<double> values);
// The value that so many of a hundred do not exceed; 0 of none.
double percentile(std::vector<double> values, double hundredths);
double seconds_now(); // on the monotonic clock, for differences alone

} // namespace kaogong::measure
