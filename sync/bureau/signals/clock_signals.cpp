// Clocks that were set, and terminals that fell silent when they should not.
#include "sync/bureau/signals/signal.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace kaogong::bureau::signals {
namespace {

using record::EventType;

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60'000;

Signal at(const LedgerFacts& ledger, SignalKind kind, const EntryFact& entry) {
    return {.kind = kind, .at_ms = entry.wall_ms, .terminal = ledger.terminal, .entries = {entry.index}};
}

void find_steps(const LedgerFacts& ledger, const SignalRules& rules, std::vector<Signal>& signals) {
    for (const ClockStepFact& step : ledger.steps) {
        const std::int64_t by_ms = step.body.found_ms - step.body.expected_ms;
        if (std::llabs(by_ms) < rules.clock_step_least_ms) continue;
        Signal signal = at(ledger, SignalKind::clock_step, step.at);
        signal.strength = strength_of(std::llabs(by_ms), {.least = rules.clock_step_least_ms, .full = rules.clock_step_full_ms});
        signal.numbers = {by_ms / kSecondMs};
        signals.push_back(std::move(signal));
    }
}

// A clock that was set while the machine was off shows only by an entry that is older than the one before it.
void find_backwards(const LedgerFacts& ledger, const SignalRules& rules, std::vector<Signal>& signals) {
    for (std::size_t i = 1; i < ledger.entries.size(); ++i) {
        const EntryFact &before = ledger.entries[i - 1], &entry = ledger.entries[i];
        const std::int64_t back_ms = before.wall_ms - entry.wall_ms;
        if (before.boot == entry.boot || back_ms < rules.clock_step_least_ms) continue;
        Signal signal = at(ledger, SignalKind::clock_back, entry);
        signal.strength = strength_of(back_ms, {.least = rules.clock_step_least_ms, .full = rules.clock_step_full_ms});
        signal.entries = {before.index, entry.index};
        signal.numbers = {back_ms / kSecondMs};
        signals.push_back(std::move(signal));
    }
}

// Exact within one boot of the machine, else by the wall clock, which may have been set.
std::int64_t between_ms(const EntryFact& before, const EntryFact& entry) {
    return before.boot == entry.boot ? entry.boot_ms - before.boot_ms : entry.wall_ms - before.wall_ms;
}

struct Seated { // a candidate in one session
    SessionId session;
    CandidateRef candidate;
    auto operator<=>(const Seated&) const = default;
};
// When a candidate sat down, at whichever terminal of the centre: whoever sat down at another one is no longer at the first.
class Moves {
  public:
    explicit Moves(const CentreFacts& facts) {
        for (const LedgerFacts& ledger : facts.ledgers)
            for (const SittingFact& fact : ledger.sittings)
                if (fact.at.type == EventType::sitting_opened) opened_[key_of(fact)].push_back({ledger.terminal, fact.at.wall_ms});
    }
    static Seated key_of(const SittingFact& fact) { return {.session = fact.body.session, .candidate = fact.body.candidate}; }
    // The first time after `opened_ms` that the candidate sat down somewhere else.
    std::optional<std::int64_t> moved_ms(const Seated& who, const TerminalId& from, std::int64_t opened_ms) const {
        std::optional<std::int64_t> first;
        const auto found = opened_.find(who);
        if (found == opened_.end()) return first;
        for (const auto& [terminal, at_ms] : found->second)
            if (terminal != from && at_ms > opened_ms) first = std::min(first.value_or(at_ms), at_ms);
        return first;
    }

  private:
    std::map<Seated, std::vector<std::pair<TerminalId, std::int64_t>>> opened_;
};

// What is open on a terminal while its entries are walked through.
class Walk {
  public:
    Walk(const LedgerFacts& ledger, const Moves& moves) : ledger_(ledger), moves_(moves) {}

    // How long a candidate waited at this terminal while it was off for `away_ms` after `before`: until it came back, or until the
    // candidate was given another machine.
    std::int64_t waited_ms(const EntryFact& before, std::int64_t away_ms) const {
        std::int64_t longest_ms = 0;
        for (const auto& [sitting, opened] : sitting_) {
            const auto moved_ms = moves_.moved_ms(Moves::key_of(*opened), ledger_.terminal, opened->at.wall_ms);
            longest_ms = std::max(longest_ms, moved_ms ? std::min(away_ms, *moved_ms - before.wall_ms) : away_ms);
        }
        return longest_ms;
    }
    std::optional<SessionId> session() const { return open_.empty() ? std::nullopt : std::optional(*open_.rbegin()); }
    void pass(const EntryFact& entry) {
        for (; sitting_at_ < ledger_.sittings.size() && ledger_.sittings[sitting_at_].at.index <= entry.index; ++sitting_at_) {
            const SittingFact& fact = ledger_.sittings[sitting_at_];
            if (fact.at.type == EventType::sitting_opened) sitting_[fact.body.sitting] = &fact;
            if (fact.at.type == EventType::sitting_ended) sitting_.erase(fact.body.sitting);
            if (fact.at.type == EventType::scoring_opened) ++scorings_;
            if (fact.at.type == EventType::scoring_ended && scorings_ > 0) --scorings_;
        }
        for (; session_at_ < ledger_.sessions.size() && ledger_.sessions[session_at_].at.index <= entry.index; ++session_at_) {
            const SessionFact& fact = ledger_.sessions[session_at_];
            if (fact.at.type == EventType::session_opened) open_.insert(fact.body.session);
            if (fact.at.type != EventType::session_closed) continue;
            open_.erase(fact.body.session); // and nobody sits in it any more, however the sitting ended
            std::erase_if(sitting_, [&](const auto& each) { return each.second->body.session == fact.body.session; });
        }
    }
    // At work on a piece for hours nobody touches a score sheet.
    bool is_idle() const { return !open_.empty() && sitting_.empty() && scorings_ == 0; }

  private:
    const LedgerFacts& ledger_;
    const Moves& moves_;
    std::map<SittingId, const SittingFact*> sitting_; // by what opened it
    std::set<SessionId> open_;
    int scorings_ = 0;
    std::size_t sitting_at_ = 0, session_at_ = 0;
};

void add_gap(const LedgerFacts& ledger, const EntryFact& before, const EntryFact& entry, const Walk& walk, const SignalRules& rules,
             std::vector<Signal>& signals) {
    const bool is_boot = entry.type == EventType::boot;
    const std::int64_t away_ms = is_boot ? walk.waited_ms(before, between_ms(before, entry)) : between_ms(before, entry);
    const bool was_off = is_boot && away_ms >= rules.gap_least_ms;
    const bool was_silent = before.boot == entry.boot && !is_boot && walk.is_idle() && away_ms >= rules.silence_least_ms;
    if (!was_off && !was_silent) return;
    const Scale scale = was_off ? Scale{.least = rules.gap_least_ms, .full = rules.gap_full_ms}
                                : Scale{.least = rules.silence_least_ms, .full = rules.silence_full_ms};
    Signal signal = at(ledger, was_off ? SignalKind::gap : SignalKind::silence, entry);
    signal.strength = strength_of(away_ms, scale);
    signal.session = walk.session();
    signal.entries = {before.index, entry.index};
    signal.numbers = {away_ms / kMinuteMs};
    signals.push_back(std::move(signal));
}

} // namespace

std::vector<Signal> clock_signals(const CentreFacts& facts, const SignalRules& rules) {
    std::vector<Signal> signals;
    for (const LedgerFacts& ledger : facts.ledgers) {
        find_steps(ledger, rules, signals);
        find_backwards(ledger, rules, signals);
    }
    return signals;
}

std::vector<Signal> gap_signals(const CentreFacts& facts, const SignalRules& rules) {
    std::vector<Signal> signals;
    const Moves moves(facts);
    for (const LedgerFacts& ledger : facts.ledgers) {
        Walk walk(ledger, moves);
        for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
            if (i > 0) add_gap(ledger, ledger.entries[i - 1], ledger.entries[i], walk, rules, signals);
            walk.pass(ledger.entries[i]);
        }
    }
    return signals;
}

} // namespace kaogong::bureau::signals
