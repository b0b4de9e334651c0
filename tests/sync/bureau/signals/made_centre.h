// A centre's facts made up for tests: terminals, boots, sessions, papers and panels, without keys or bytes. A day begins at 09:00 at the
// bureau.
#pragma once

#include "sync/bureau/signals/signal.h"
#include "tests/support/fake_random.h"

#include <algorithm>

namespace kaogong::test {

namespace made {

inline constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;
inline constexpr std::int64_t kNine = 1'795'222'800'000; // 2026-11-21 09:00 +08:00

} // namespace made

class MadeTerminal {
  public:
    MadeTerminal(bureau::signals::LedgerFacts& facts, std::int64_t wall_ms) : facts_(facts), wall_ms_(wall_ms) {}

    bureau::signals::EntryFact note(record::EventType type) {
        facts_.entries.push_back({.index = facts_.entries.size(), .type = type, .boot = boot_, .boot_ms = boot_ms_, .wall_ms = wall_ms_});
        return facts_.entries.back();
    }
    void pass(std::int64_t ms) {
        wall_ms_ += ms;
        boot_ms_ += ms;
    }
    void set_clock(std::int64_t by_ms) { wall_ms_ += by_ms; }
    void reboot(std::int64_t off_ms) {
        wall_ms_ += off_ms;
        boot_ms_ = 30'000;
        ++boot_;
        note(record::EventType::boot);
    }
    // As the kiosk notes what it sees: one entry an hour.
    void idle(std::int64_t ms) {
        for (; ms >= made::kHour; ms -= made::kHour) {
            pass(made::kHour);
            note(record::EventType::heartbeat);
        }
        pass(ms);
    }
    void open(const SessionId& session, std::int64_t candidates = 1) {
        facts_.sessions.push_back({.at = note(record::EventType::session_opened), .body = {.session = session, .candidates = candidates}});
    }
    void close(const SessionId& session) {
        facts_.sessions.push_back({.at = note(record::EventType::session_closed), .body = {.session = session}});
    }
    void sitting(record::EventType type, const SittingId& sitting, const record::ResultRecord& of) {
        facts_.sittings.push_back({.at = note(type), .body = {.sitting = sitting, .session = of.session, .candidate = of.candidate}});
    }
    void touch(const SittingId& sitting) { facts_.touches.push_back({.at = note(record::EventType::score), .sitting = sitting}); }
    void result(const record::ResultRecord& record, const Hash& hash, std::string examiner = {}) {
        facts_.results.push_back({.at = note(record::EventType::result), .hash = hash, .record = record, .examiner = std::move(examiner)});
    }
    void step(std::int64_t by_ms) {
        facts_.steps.push_back(
            {.at = note(record::EventType::clock_step), .body = {.expected_ms = wall_ms_ - by_ms, .found_ms = wall_ms_}});
    }
    std::int64_t now_ms() const { return wall_ms_; }

  private:
    bureau::signals::LedgerFacts& facts_;
    std::uint32_t boot_ = 1;
    std::int64_t boot_ms_ = 60'000;
    std::int64_t wall_ms_;
};

class MadeCentre {
  public:
    explicit MadeCentre(std::uint64_t seed = 1) : random(seed) { facts.ledgers.reserve(kTerminals); }

    MadeTerminal terminal(std::int64_t wall_ms = made::kNine) {
        CHECK(facts.ledgers.size() < kTerminals); // they must not move
        facts.ledgers.push_back({.terminal = random.fixed<TerminalId>()});
        MadeTerminal made(facts.ledgers.back(), wall_ms);
        made.note(record::EventType::boot);
        return made;
    }
    SessionId session() { return random.fixed<SessionId>(); }

    record::ResultRecord result_of(record::RecordKind kind, const SessionId& session, std::int64_t started_ms, std::int64_t ended_ms) {
        record::ResultRecord record{.kind = kind, .session = session, .candidate = random.fixed<CandidateRef>()};
        record.subject = {.occupation = "6-31-01-03", .level = 4, .spec = {}, .paper = {}};
        record.times = {.started_ms = started_ms, .ended_ms = ended_ms};
        return record;
    }
    // A paper of one point an item, whose missed items are named.
    static void mark(record::ResultRecord& record, int items, const std::vector<int>& missed) {
        record.score = record::ResultScore{.points_max = items * 100};
        for (int item = 0; item < items; ++item) {
            const bool right = std::find(missed.begin(), missed.end(), item) == missed.end();
            record.items.push_back(
                {.item = "q" + std::to_string(item), .state = record::ItemState::scored, .points = right ? 100 : 0, .points_max = 100});
            record.score->points += record.items.back().points;
        }
        const bool passed = record.score->points * 100 >= record.score->points_max * 60;
        record.score->outcome = passed ? assessment::OutcomeCode::pass : assessment::OutcomeCode::fail;
    }

    bureau::signals::CentreFacts facts;
    FakeRandom random;

  private:
    static constexpr std::size_t kTerminals = 128;
};

} // namespace kaogong::test
