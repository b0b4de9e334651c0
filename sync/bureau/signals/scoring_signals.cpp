// Scores that were entered long after the test, or in the middle of the night.
#include "sync/bureau/days.h"
#include "sync/bureau/signals/signal.h"

#include <map>

namespace kaogong::bureau::signals {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

struct Test { // one candidate in one session
    SessionId session;
    CandidateRef candidate;
    auto operator<=>(const Test&) const = default;
};

// Sittings may be opened at one terminal and their results sealed at another, so both are looked up across the centre.
struct Index {
    std::map<SittingId, Test> tests;
    std::map<Test, const ResultFact*> results; // of operation tests
};

Index index_of(const CentreFacts& facts) {
    Index index;
    for (const LedgerFacts& ledger : facts.ledgers) {
        for (const SittingFact& fact : ledger.sittings)
            index.tests[fact.body.sitting] = {.session = fact.body.session, .candidate = fact.body.candidate};
        for (const ResultFact& fact : ledger.results)
            if (fact.record.kind == record::RecordKind::operation)
                index.results[{.session = fact.record.session, .candidate = fact.record.candidate}] = &fact;
    }
    return index;
}

using Touches = std::vector<const TouchFact*>;

// Touches of one ledger, gathered by what `key_of` says of each; nothing: left out.
template <typename Key, typename KeyOf> std::map<Key, Touches> gather(const LedgerFacts& ledger, const KeyOf& key_of) {
    std::map<Key, Touches> gathered;
    for (const TouchFact& touch : ledger.touches)
        if (const auto key = key_of(touch)) gathered[*key].push_back(&touch);
    return gathered;
}

Signal signal_of(const LedgerFacts& ledger, SignalKind kind, const Touches& touches, const SessionId& session) {
    return {.kind = kind,
            .at_ms = touches.front()->at.wall_ms,
            .terminal = ledger.terminal,
            .session = session,
            .entries = {touches.front()->at.index, touches.back()->at.index}};
}

std::int64_t allowed_ms(const ResultFact& result, const SignalRules& rules) {
    return result.record.source == record::ResultSource::live ? rules.late_live_ms : rules.late_keyed_ms;
}

void find_late(const LedgerFacts& ledger, const Index& index, const SignalRules& rules, std::vector<Signal>& signals) {
    const auto late_test = [&](const TouchFact& touch) -> std::optional<Test> {
        const auto test = index.tests.find(touch.sitting);
        if (test == index.tests.end()) return std::nullopt;
        const auto result = index.results.find(test->second);
        if (result == index.results.end()) return std::nullopt;
        const std::int64_t after_ms = touch.at.wall_ms - result->second->record.times.ended_ms;
        return after_ms >= allowed_ms(*result->second, rules) ? std::optional(test->second) : std::nullopt;
    };
    for (const auto& [test, touches] : gather<Test>(ledger, late_test)) {
        const ResultFact& result = *index.results.at(test);
        const std::int64_t after_ms = touches.back()->at.wall_ms - result.record.times.ended_ms;
        Signal signal = signal_of(ledger, SignalKind::late_scoring, touches, test.session);
        signal.strength = strength_of(after_ms, {.least = allowed_ms(result, rules), .full = rules.late_full_ms});
        signal.candidates = {test.candidate};
        signal.records = {result.hash};
        signal.numbers = {static_cast<std::int64_t>(touches.size()), after_ms / kHourMs};
        signals.push_back(std::move(signal));
    }
}

struct Night { // named by the day on which it ends
    SessionId session;
    std::int64_t day = 0;
    auto operator<=>(const Night&) const = default;
};

std::optional<std::int64_t> night_of(std::int64_t wall_ms, const SignalRules& rules) {
    const CivilTime time = civil_time(wall_ms, kBureauOffsetMinutes);
    const int minute = time.hour * 60 + time.minute;
    const std::int64_t day = (wall_ms + std::int64_t{kBureauOffsetMinutes} * 60'000) / kDayMs;
    if (minute < rules.odd_until_minute) return day;
    return minute >= rules.odd_from_minute ? std::optional(day + 1) : std::nullopt;
}

void find_odd(const LedgerFacts& ledger, const Index& index, const SignalRules& rules, std::vector<Signal>& signals) {
    const auto night = [&](const TouchFact& touch) -> std::optional<Night> {
        const auto day = night_of(touch.at.wall_ms, rules);
        const auto test = index.tests.find(touch.sitting);
        if (!day || test == index.tests.end()) return std::nullopt;
        return Night{.session = test->second.session, .day = *day};
    };
    for (const auto& [at, touches] : gather<Night>(ledger, night)) {
        const auto count = static_cast<std::int64_t>(touches.size());
        if (count < rules.odd_touches_least) continue;
        Signal signal = signal_of(ledger, SignalKind::odd_hours, touches, at.session);
        signal.strength = strength_of(count, {.least = rules.odd_touches_least, .full = rules.odd_touches_full});
        signal.numbers = {count, touches.front()->at.wall_ms, touches.back()->at.wall_ms};
        signals.push_back(std::move(signal));
    }
}

} // namespace

std::vector<Signal> scoring_time_signals(const CentreFacts& facts, const SignalRules& rules) {
    const Index index = index_of(facts);
    std::vector<Signal> signals;
    for (const LedgerFacts& ledger : facts.ledgers) {
        find_late(ledger, index, rules, signals);
        find_odd(ledger, index, rules, signals);
    }
    return signals;
}

} // namespace kaogong::bureau::signals
