// One measured figure beside its limit, taken in the same run, since machines differ (quality.md, Benchmarks).
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace kaogong::cli::bench {

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

double median(std::vector<double> values);
double seconds_now(); // on the monotonic clock, for differences alone

} // namespace kaogong::cli::bench
