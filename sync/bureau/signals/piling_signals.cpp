// Scores that pile up at the pass mark: many just above it and hardly any just below.
#include "sync/bureau/signals/signal.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace kaogong::bureau::signals {
namespace {

using record::RecordKind;

constexpr std::int64_t kPointBp = 100; // one of a hundred points

struct Subject {
    std::string occupation;
    int level = 0;
    RecordKind component = RecordKind::theory;
    auto operator<=>(const Subject&) const = default;
};

struct Pile {
    std::int64_t results = 0, above = 0, below = 0;
    std::int64_t last_ms = 0;
    std::vector<Hash> records; // just above the mark
};

// Components with points of their own. A coded end (absent, stopped) has none worth counting.
bool counts(const record::ResultRecord& result) {
    const bool component = result.kind == RecordKind::theory || result.kind == RecordKind::operation || result.kind == RecordKind::review ||
                           result.kind == RecordKind::marked_by_bureau;
    const bool decided =
        result.score && (result.score->outcome == assessment::OutcomeCode::pass || result.score->outcome == assessment::OutcomeCode::fail);
    return component && decided && result.score->points_max > 0;
}

void add(Pile& pile, const ResultFact& fact, const SignalRules& rules) {
    constexpr std::int64_t kWholeBp = 10'000;
    const record::ResultScore& score = *fact.record.score;
    const std::int64_t share_bp = std::int64_t{score.points} * kWholeBp / score.points_max;
    ++pile.results;
    pile.last_ms = std::max(pile.last_ms, fact.record.times.ended_ms);
    if (share_bp >= rules.piling_pass_bp - rules.piling_band_bp && share_bp < rules.piling_pass_bp) ++pile.below;
    if (share_bp < rules.piling_pass_bp || share_bp >= rules.piling_pass_bp + rules.piling_band_bp) return;
    ++pile.above;
    if (pile.records.size() < kEvidenceMax) pile.records.push_back(fact.hash);
}

bool is_piled(const Pile& pile, const SignalRules& rules) {
    return pile.results >= rules.piling_results_least && pile.above >= rules.piling_above_least &&
           pile.above >= rules.piling_ratio * std::max<std::int64_t>(pile.below, 1) &&
           pile.above * 100 >= pile.results * rules.piling_share_percent;
}

} // namespace

std::vector<Signal> piling_signals(const CentreFacts& facts, const SignalRules& rules) {
    std::map<Subject, Pile> piles;
    for (const LedgerFacts& ledger : facts.ledgers)
        for (const ResultFact& fact : ledger.results)
            if (counts(fact.record))
                add(piles[{
                        .occupation = fact.record.subject.occupation, .level = fact.record.subject.level, .component = fact.record.kind}],
                    fact, rules);
    std::vector<Signal> signals;
    for (const auto& [subject, pile] : piles) {
        if (!is_piled(pile, rules)) continue;
        signals.push_back({.kind = SignalKind::pass_piling,
                           .strength = strength_of(pile.above * 100 / pile.results,
                                                   {.least = rules.piling_share_percent, .full = rules.piling_full_percent}),
                           .at_ms = pile.last_ms,
                           .records = pile.records,
                           .numbers = {pile.above, pile.below, pile.results, subject.level, rules.piling_band_bp / kPointBp,
                                       static_cast<std::int64_t>(subject.component)},
                           .about = subject.occupation});
    }
    return signals;
}

} // namespace kaogong::bureau::signals
