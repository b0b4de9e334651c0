#include "sync/measure/figure.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kaogong::measure {
namespace {

Figure figure_of(Reading reading, Better better) {
    return {.name = std::move(reading.name),
            .value = reading.value,
            .unit = std::move(reading.unit),
            .limit = reading.limit,
            .ratio = ratio_of(reading.value, reading.limit, better),
            .target = reading.target,
            .met = true};
}

} // namespace

double ratio_of(double value, double limit, Better better) {
    if (value <= 0 || limit <= 0) return 0;
    return better == Better::more ? value / limit : limit / value;
}

Figure judged_by_ratio(Reading reading, Better better) {
    Figure figure = figure_of(std::move(reading), better);
    figure.met = figure.ratio >= figure.target;
    return figure;
}

Figure judged_by_value(Reading reading, Better better) {
    Figure figure = figure_of(std::move(reading), better);
    figure.met = better == Better::more ? figure.value >= figure.target : figure.target <= 0 || figure.value <= figure.target;
    return figure;
}

double median(std::vector<double> values) {
    CHECK(!values.empty());
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double percentile(std::vector<double> values, double hundredths) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::ceil(hundredths / 100 * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace kaogong::measure
