#include "sync/bureau/exports/counts.h"

#include "core/base/clock.h"
#include "sync/bureau/days.h"

#include <algorithm>
#include <cstdio>

namespace kaogong::bureau::exports {
namespace {

constexpr int kMonthsOfQuarter = 3;

bool is_non_public(std::uint8_t attributes) {
    return (attributes & attribute_bit(OrgAttribute::non_public)) != 0;
}

CountLine line_of(const OutcomeDetail& detail) {
    CountLine line{.drawn = 1, .certificates = detail.certificate.empty() ? 0u : 1u};
    const practical::Verdict verdict = detail.statement.verdict;
    const bool settled = detail.state == outcome::OutcomeState::final && verdict != practical::Verdict::held;
    if (!settled)
        line.provisional = 1;
    else if (verdict == practical::Verdict::pass)
        line.passed = 1;
    else
        line.not_passed = 1;
    return line;
}

} // namespace

std::string period_text(std::int64_t at_ms, Period period) {
    const CivilTime day = civil_time(at_ms, kBureauOffsetMinutes);
    char text[32] = {};
    if (period == Period::month) std::snprintf(text, sizeof text, "%04d-%02d", day.year, day.month);
    if (period == Period::quarter) std::snprintf(text, sizeof text, "%04d-Q%d", day.year, (day.month - 1) / kMonthsOfQuarter + 1);
    if (period == Period::year) std::snprintf(text, sizeof text, "%04d", day.year);
    return text;
}

void CountLine::add(const CountLine& other) {
    drawn += other.drawn;
    passed += other.passed;
    not_passed += other.not_passed;
    provisional += other.provisional;
    certificates += other.certificates;
}

void OutcomeCounts::add(const OutcomeDetail& detail) {
    const CountLine line = line_of(detail);
    const OutcomeCountKey key{.period = period_text(detail.assessed_ms > 0 ? detail.assessed_ms : detail.statement.at_ms, period_),
                              .occupation = detail.row.key.occupation,
                              .level = detail.row.key.level,
                              .kind = detail.kind ? std::string(org_kind_word(*detail.kind)) : std::string(),
                              .non_public = is_non_public(detail.attributes),
                              .organisation = by_ == CountedBy::organisation ? detail.row.key.organisation : std::string()};
    lines_[key].add(line);
    if (line.passed == 0 || key.level < record::kRoundLevelMin) return;
    top_[detail.row.key.organisation] = key.non_public;
    ++rounds_[{key.level, detail.round}];
}

CountLine OutcomeCounts::total() const {
    CountLine total;
    for (const auto& [key, line] : lines_) total.add(line);
    return total;
}

TopLevels OutcomeCounts::top_levels() const {
    TopLevels top{.organisations = top_.size(), .rounds = rounds_};
    for (const auto& [organisation, non_public] : top_) top.non_public += non_public ? 1u : 0u;
    for (const auto& [key, line] : lines_) {
        if (key.level == 7) top.level7 += line.passed;
        if (key.level == 8) top.level8 += line.passed;
    }
    return top;
}

std::uint64_t OutcomeCounts::passed_from(int level) const {
    std::uint64_t passed = 0;
    for (const auto& [key, line] : lines_) passed += key.level >= level ? line.passed : 0;
    return passed;
}

void AppointmentCounts::add(const appointments::AppointmentView& view, std::int64_t at_ms) {
    const auto state = view.state_at(at_ms);
    ++entered;
    if (state == appointments::AppointmentState::ended) ++ended;
    if (state != appointments::AppointmentState::current) return;
    ++current;
    ++current_levels[view.entry().level];
}

std::uint64_t RegisterCounts::all() const {
    std::uint64_t all = unfiled;
    for (const auto& [kind, line] : kinds) all += line.organisations;
    return all;
}

Result<RegisterCounts> count_register(RegistryStore& registry, std::int64_t at_ms) {
    RegisterCounts counts;
    for (const OrgKind kind : {OrgKind::employer, OrgKind::school, OrgKind::social}) counts.kinds[std::string(org_kind_word(kind))];
    for (const Centre& centre : TRY(registry.centres())) {
        const auto history = TRY(registry.filings(centre.id));
        const FilingRow* filing = filing_at(history, at_ms);
        if (filing == nullptr) {
            ++counts.unfiled;
            continue;
        }
        RegisterLine& line = counts.kinds[std::string(org_kind_word(filing->kind))];
        ++line.organisations;
        line.non_public += is_non_public(filing->attributes) ? 1u : 0u;
    }
    return counts;
}

} // namespace kaogong::bureau::exports
