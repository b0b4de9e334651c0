// Examiners whose own sheets lie far from their panel's, time after time and to the same side. Compared is with the median of the panel, so
// that one who is far off does not make the others look so too.
#include "sync/bureau/signals/signal.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace kaogong::bureau::signals {
namespace {

using record::ItemState;

struct Test {
    SessionId session;
    CandidateRef candidate;
    auto operator<=>(const Test&) const = default;
};
using Panel = std::map<std::string, const ResultFact*>; // own sheet of each examiner of one candidate, by staff number

std::map<Test, Panel> panels_of(const CentreFacts& facts) {
    std::map<Test, Panel> panels;
    for (const LedgerFacts& ledger : facts.ledgers)
        for (const ResultFact& fact : ledger.results)
            if (fact.record.kind == record::RecordKind::examiner_sheet && !fact.examiner.empty())
                panels[{.session = fact.record.session, .candidate = fact.record.candidate}][fact.examiner] = &fact;
    return panels;
}

// Rows that every member of the panel has scored: nobody is compared on what another did not look at.
std::map<std::string, record::Points> common_rows(const Panel& panel) {
    std::map<std::string, std::size_t> times;
    std::map<std::string, record::Points> maxima;
    for (const auto& [examiner, sheet] : panel)
        for (const record::ItemResult& item : sheet->record.items)
            if (item.state == ItemState::scored) {
                ++times[item.item];
                maxima[item.item] = item.points_max;
            }
    std::erase_if(maxima, [&](const auto& row) { return times[row.first] < panel.size(); });
    return maxima;
}

std::int64_t points_on(const std::map<std::string, record::Points>& rows, const ResultFact& sheet) {
    std::int64_t points = 0;
    for (const record::ItemResult& item : sheet.record.items)
        if (item.state == ItemState::scored && rows.contains(item.item)) points += item.points;
    return points;
}

std::int64_t median(std::vector<std::int64_t> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

struct Record { // of one examiner over all panels
    std::int64_t sum_bp = 0;
    std::int64_t above = 0, below = 0, candidates = 0;
    std::int64_t last_ms = 0;
    std::vector<Hash> sheets;
};

void add_panel(const Panel& panel, const SignalRules& rules, std::map<std::string, Record>& records) {
    constexpr std::int64_t kWholeBp = 10'000;
    if (static_cast<std::int64_t>(panel.size()) < rules.outlier_panel_least) return;
    const auto rows = common_rows(panel);
    std::int64_t points_max = 0;
    for (const auto& [item, maximum] : rows) points_max += maximum;
    if (points_max <= 0) return;
    std::vector<std::int64_t> all;
    for (const auto& [examiner, sheet] : panel) all.push_back(points_on(rows, *sheet));
    const std::int64_t middle = median(all);
    for (const auto& [examiner, sheet] : panel) {
        const std::int64_t off_bp = (points_on(rows, *sheet) - middle) * kWholeBp / points_max;
        Record& record = records[examiner];
        record.sum_bp += off_bp;
        record.above += off_bp > 0 ? 1 : 0;
        record.below += off_bp < 0 ? 1 : 0;
        ++record.candidates;
        record.last_ms = std::max(record.last_ms, sheet->record.times.ended_ms);
        if (record.sheets.size() < kEvidenceMax) record.sheets.push_back(sheet->hash);
    }
}

} // namespace

std::vector<Signal> examiner_signals(const CentreFacts& facts, const SignalRules& rules) {
    std::map<std::string, Record> records;
    for (const auto& [test, panel] : panels_of(facts)) add_panel(panel, rules, records);
    std::vector<Signal> signals;
    for (const auto& [examiner, record] : records) {
        if (record.candidates < rules.outlier_candidates_least) continue;
        const std::int64_t mean_bp = record.sum_bp / record.candidates;
        const std::int64_t same_side = mean_bp > 0 ? record.above : record.below;
        if (std::llabs(mean_bp) < rules.outlier_mean_bp || same_side * 100 < record.candidates * rules.outlier_same_side_percent) continue;
        signals.push_back({.kind = SignalKind::examiner_outlier,
                           .strength = strength_of(std::llabs(mean_bp), {.least = rules.outlier_mean_bp, .full = rules.outlier_full_bp}),
                           .at_ms = record.last_ms,
                           .records = record.sheets,
                           .numbers = {mean_bp, record.candidates, same_side},
                           .about = examiner});
    }
    return signals;
}

} // namespace kaogong::bureau::signals
