#include "sync/measure/growth.h"

#include <ctime>

namespace kaogong::measure {

double cpu_seconds_now() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

Result<Figures> measure_decades(const std::string& name, std::int64_t records_max, const TimedRange& work) {
    constexpr std::int64_t kFirst = 1'000;
    constexpr double kTarget = 0.8; // of the first pace
    Figures figures;
    std::int64_t from = 0;
    for (std::int64_t to = kFirst; to <= records_max; from = to, to *= 10) {
        const double seconds = TRY(work(from, to));
        const double each_ms = seconds * 1e3 / static_cast<double>(to - from);
        const double first_ms = figures.empty() ? each_ms : figures.front().value;
        figures.push_back(judged_by_ratio(
            {.name = name + std::to_string(to), .value = each_ms, .unit = "CPU ms/record", .limit = first_ms, .target = kTarget},
            Better::less));
    }
    return figures;
}

} // namespace kaogong::measure
