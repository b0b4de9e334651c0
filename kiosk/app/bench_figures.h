// Clocks and figures of the measurements.
#pragma once

#include "kiosk/app/bench.h"

#include <string>
#include <vector>

namespace kaogong::kiosk::app {

struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    double limit = 0;  // measured in the same run; 0: there is none, or the caller measures it
    double target = 0; // of the value, or of value / limit where `per_limit`
    bool per_limit = false;
};
void print_figure(const Figure& figure);

std::int64_t monotonic_ns();
std::int64_t cpu_ns(); // of this process, all threads
double median(std::vector<double> values);
double percentile(std::vector<double> values, double share);

Result<void> bench_answer(const BenchParts& parts);
Result<void> bench_resume(const BenchParts& parts);

} // namespace kaogong::kiosk::app
