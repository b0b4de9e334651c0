#include "sync/cli/bench/figure.h"

#include <algorithm>
#include <chrono>

namespace kaogong::cli::bench {

double ratio_of(double value, double limit, Better better) {
    if (value <= 0 || limit <= 0) return 0;
    return better == Better::more ? value / limit : limit / value;
}

double median(std::vector<double> values) {
    CHECK(!values.empty());
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace kaogong::cli::bench
