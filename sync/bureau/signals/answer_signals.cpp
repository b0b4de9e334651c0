// Papers that miss the same 雷同卷: two candidates of one session with one paper whose missed items are nearly the same. A record holds
// points and never answers, so it is the pattern of what was missed, and with how many points, that is compared. Items that half of the
// room missed are left out: a hard question is missed by honest people alike.
#include "sync/bureau/signals/signal.h"

#include <algorithm>
#include <map>

namespace kaogong::bureau::signals {
namespace {

using record::ItemState;
using record::RecordKind;

struct Room { // those who had one paper in one session
    SessionId session;
    Hash paper;
    auto operator<=>(const Room&) const = default;
};
using Results = std::vector<const ResultFact*>;

bool is_theory(RecordKind kind) {
    return kind == RecordKind::theory || kind == RecordKind::marked_by_bureau;
}

// One result a candidate: a correction stands beside what it corrects, and the same record may lie in two ledgers.
std::map<Room, Results> rooms_of(const CentreFacts& facts) {
    std::map<Room, std::map<CandidateRef, const ResultFact*>> by_candidate;
    for (const LedgerFacts& ledger : facts.ledgers)
        for (const ResultFact& fact : ledger.results)
            if (is_theory(fact.record.kind))
                by_candidate[{.session = fact.record.session, .paper = fact.record.subject.paper}].emplace(fact.record.candidate, &fact);
    std::map<Room, Results> rooms;
    for (const auto& [room, results] : by_candidate)
        for (const auto& [candidate, fact] : results) rooms[room].push_back(fact);
    return rooms;
}

using Missed = std::map<std::string, record::Points>; // item: what was given for it all the same

Missed missed_by(const ResultFact& result) {
    Missed missed;
    for (const record::ItemResult& item : result.record.items)
        if (item.state == ItemState::scored && item.points < item.points_max) missed[item.item] = item.points;
    return missed;
}

// What everybody missed, without the items that are merely hard.
std::vector<Missed> telling(const Results& results, const SignalRules& rules) {
    std::vector<Missed> missed;
    std::map<std::string, std::int64_t> times;
    for (const ResultFact* result : results) {
        missed.push_back(missed_by(*result));
        for (const auto& [item, points] : missed.back()) ++times[item];
    }
    const auto room = static_cast<std::int64_t>(results.size());
    for (Missed& each : missed)
        std::erase_if(each, [&](const auto& item) { return times[item.first] * 100 >= room * rules.identical_hard_percent; });
    return missed;
}

struct Overlap {
    std::int64_t shared = 0;
    std::int64_t either = 0;
    std::int64_t percent() const { return either == 0 ? 0 : shared * 100 / either; }
};

Overlap overlap_of(const Missed& a, const Missed& b) {
    Overlap overlap;
    for (const auto& [item, points] : a) {
        const auto other = b.find(item);
        overlap.shared += other != b.end() && other->second == points ? 1 : 0;
        overlap.either += other == b.end() ? 1 : 0;
    }
    overlap.either += static_cast<std::int64_t>(b.size());
    return overlap;
}

void compare(const Room& room, const Results& results, const SignalRules& rules, std::vector<Signal>& signals) {
    const std::vector<Missed> missed = telling(results, rules);
    const auto enough = [&](const Missed& each) { return static_cast<std::int64_t>(each.size()) >= rules.identical_wrong_least; };
    for (std::size_t a = 0; a < results.size(); ++a) {
        if (!enough(missed[a])) continue;
        for (std::size_t b = a + 1; b < results.size(); ++b) {
            if (!enough(missed[b])) continue;
            const Overlap overlap = overlap_of(missed[a], missed[b]);
            if (overlap.percent() < rules.identical_shared_percent) continue;
            signals.push_back({.kind = SignalKind::identical_answers,
                               .strength = strength_of(overlap.percent(), {.least = rules.identical_shared_percent, .full = 100}),
                               .at_ms = results[a]->record.times.ended_ms,
                               .session = room.session,
                               .candidates = {results[a]->record.candidate, results[b]->record.candidate},
                               .records = {results[a]->hash, results[b]->hash},
                               .numbers = {overlap.shared, overlap.either, static_cast<std::int64_t>(results.size())}});
        }
    }
}

} // namespace

std::vector<Signal> answer_signals(const CentreFacts& facts, const SignalRules& rules) {
    std::vector<Signal> signals;
    for (const auto& [room, results] : rooms_of(facts)) {
        const auto items = static_cast<std::int64_t>(results.front()->record.items.size());
        const bool enough =
            static_cast<std::int64_t>(results.size()) >= rules.identical_candidates_least && items >= rules.identical_items_least;
        if (enough) compare(room, results, rules, signals);
    }
    return signals;
}

} // namespace kaogong::bureau::signals
