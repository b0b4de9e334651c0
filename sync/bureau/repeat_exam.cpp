#include "sync/bureau/repeat_exam.h"

#include "sync/bureau/days.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace kaogong::bureau {
namespace {

using record::RecordKind;

std::int64_t days_after(const record::ResultRecord& earlier, const BureauRules& rules) {
    if (!earlier.score) return 0;
    switch (earlier.score->outcome) {
    case assessment::OutcomeCode::pass: return rules.repeat_after_pass_days;
    case assessment::OutcomeCode::fail: return rules.repeat_after_fail_days;
    default: return 0; // absent, deferred, stopped: no attempt that could be repeated
    }
}

bool is_same_component(const record::ResultRecord& a, const record::ResultRecord& b) {
    return a.subject.occupation == b.subject.occupation && a.subject.level == b.subject.level &&
           component_of(a.kind) == component_of(b.kind);
}

} // namespace

bool is_final(RecordKind kind) {
    return kind <= RecordKind::combined || kind == RecordKind::marked_by_bureau;
}

RecordKind component_of(RecordKind kind) {
    return kind == RecordKind::marked_by_bureau ? RecordKind::theory : kind;
}

bool repeats(const record::ResultRecord& result, const std::vector<EarlierRecord>& accepted, const BureauRules& rules) {
    std::set<Hash> voided;
    for (const EarlierRecord& each : accepted)
        if (each.record.kind == RecordKind::void_ && each.record.earlier) voided.insert(*each.record.earlier);
    return std::any_of(accepted.begin(), accepted.end(), [&](const EarlierRecord& each) {
        const record::ResultRecord& earlier = each.record;
        if (!is_final(earlier.kind) || earlier.session == result.session || !is_same_component(earlier, result)) return false;
        const std::int64_t days = days_after(earlier, rules);
        const std::int64_t apart_ms = std::llabs(result.times.started_ms - earlier.times.started_ms);
        return days > 0 && apart_ms < days * kDayMs && !voided.contains(each.hash);
    });
}

} // namespace kaogong::bureau
