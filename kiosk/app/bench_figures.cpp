#include "kiosk/app/bench_figures.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace kaogong::kiosk::app {
namespace {

std::int64_t read_ns(clockid_t clock) {
    timespec time{};
    CHECK(clock_gettime(clock, &time) == 0);
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

void print_figure(const Figure& figure) {
    const bool has_limit = figure.limit > 0;
    const double measure = figure.per_limit && has_limit ? figure.value / figure.limit : figure.value;
    std::printf("{\"name\":\"%s\",\"value\":%.6f,\"unit\":\"%s\",\"limit\":%.6f,\"ratio\":%.6f,\"target\":%.6f,\"met\":%s}\n", figure.name.c_str(), figure.value,
                figure.unit.c_str(), figure.limit, has_limit ? figure.limit / figure.value : 0.0, figure.target,
                figure.target == 0 || measure <= figure.target ? "true" : "false");
    std::fflush(stdout);
}

std::int64_t monotonic_ns() {
    return read_ns(CLOCK_MONOTONIC);
}

std::int64_t cpu_ns() {
    return read_ns(CLOCK_PROCESS_CPUTIME_ID);
}

double percentile(std::vector<double> values, double share) {
    CHECK(!values.empty());
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

double median(std::vector<double> values) {
    return percentile(std::move(values), 0.5);
}

} // namespace kaogong::kiosk::app
