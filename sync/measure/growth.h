// Cost as work grows: the same work in each decade of what is there already.
#pragma once

#include "sync/measure/figure.h"

#include <cstdint>
#include <functional>

namespace kaogong::measure {

// Seconds of all cores that this process has used, for differences alone. What a record costs must not depend on who else is at work here.
double cpu_seconds_now();

// What the records from the one number to the other took, in seconds.
using TimedRange = std::function<Result<double>(std::int64_t from, std::int64_t to)>;

// The first thousand records, then each further decade up to `records_max`: milliseconds a record, beside those of the first thousand.
// Linear work keeps its pace; the target leaves room for a machine that has others to serve.
Result<Figures> measure_decades(const std::string& name, std::int64_t records_max, const TimedRange& work);

} // namespace kaogong::measure
