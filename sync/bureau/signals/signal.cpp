#include "sync/bureau/signals/signal.h"

#include <algorithm>
#include <tuple>

namespace kaogong::bureau::signals {

int strength_of(std::int64_t value, const Scale& scale) {
    constexpr std::int64_t kLeast = 20; // what counts at all is worth a look
    constexpr std::int64_t kFull = 100;
    if (value >= scale.full) return kFull;
    if (value <= scale.least) return kLeast;
    return static_cast<int>(kLeast + (kFull - kLeast) * (value - scale.least) / (scale.full - scale.least));
}

std::vector<Signal> find_signals(const CentreFacts& facts, const SignalRules& rules) {
    std::vector<Signal> all;
    for (const auto find : {clock_signals, gap_signals, scoring_time_signals, answer_signals, examiner_signals, piling_signals}) {
        std::vector<Signal> found = find(facts, rules);
        std::move(found.begin(), found.end(), std::back_inserter(all));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Signal& a, const Signal& b) { return std::tie(a.kind, a.at_ms) < std::tie(b.kind, b.at_ms); });
    return all;
}

} // namespace kaogong::bureau::signals
