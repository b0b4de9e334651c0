#include "sync/bureau/signals/integrity.h"

#include "core/base/check.h"

#include <algorithm>
#include <array>
#include <map>

namespace kaogong::bureau::signals {
namespace {

constexpr std::array kWeights{
    SignalWeight{SignalKind::clock_step, 4, 12},
    SignalWeight{SignalKind::clock_back, 4, 12},
    SignalWeight{SignalKind::gap, 3, 9},
    SignalWeight{SignalKind::silence, 2, 6},
    SignalWeight{SignalKind::late_scoring, 4, 16},
    SignalWeight{SignalKind::odd_hours, 4, 16},
    SignalWeight{SignalKind::identical_answers, 10, 40},
    SignalWeight{SignalKind::examiner_outlier, 10, 30},
    SignalWeight{SignalKind::pass_piling, 15, 30},
};

} // namespace

const SignalWeight& weight_of(SignalKind kind) {
    const auto row = std::find_if(kWeights.begin(), kWeights.end(), [&](const SignalWeight& each) { return each.kind == kind; });
    CHECK(row != kWeights.end());
    return *row;
}

Integrity integrity_of(const std::vector<Signal>& signals) {
    constexpr int kFullHundredths = 10'000;
    std::map<SignalKind, IntegrityPart> parts;
    for (const Signal& signal : signals) {
        IntegrityPart& part = parts[signal.kind];
        part.kind = signal.kind;
        ++part.signals;
        part.points_hundredths =
            std::min(part.points_hundredths + weight_of(signal.kind).points * signal.strength, weight_of(signal.kind).points_max * 100);
    }
    Integrity integrity;
    int off = 0;
    for (const auto& [kind, part] : parts) {
        integrity.parts.push_back(part);
        off += part.points_hundredths;
    }
    integrity.score = (kFullHundredths - std::min(off, kFullHundredths)) / 100;
    return integrity;
}

} // namespace kaogong::bureau::signals
