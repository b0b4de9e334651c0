// As important as each signal: that an honest centre raises none. Sixty candidates with hard and easy items and of all abilities, panels
// that disagree as people do, power cuts, restarts, an evening's scoring, for many draws of chance.
#include "tests/sync/bureau/signals/made_centre.h"

#include <set>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau::signals;
using namespace kaogong::test;
using namespace kaogong::test::made;
using record::EventType;
using record::RecordKind;

namespace {

constexpr int kCandidates = 60;
constexpr int kItems = 100;

// About normal around zero, by adding up dice; in hundredths.
int spread(FakeRandom& random, int size) {
    int sum = 0;
    for (int i = 0; i < 6; ++i) sum += static_cast<int>(random.below(static_cast<std::uint64_t>(2 * size + 1))) - size;
    return sum / 2;
}

void sit_theory(MadeCentre& centre, const SessionId& session, const std::vector<int>& difficulty, MadeTerminal terminal) {
    FakeRandom& random = centre.random;
    auto record = centre.result_of(RecordKind::theory, session, kNine, kNine + 90 * kMinute);
    const SittingId sitting = random.fixed<SittingId>();
    terminal.open(session, kCandidates);
    terminal.sitting(EventType::sitting_opened, sitting, record);
    const int ability = spread(random, 9);
    std::vector<int> missed;
    for (int item = 0; item < kItems; ++item) {
        terminal.pass(50'000);
        terminal.note(EventType::answer);
        if (random.below(2'000) == 0) terminal.reboot(static_cast<std::int64_t>(random.below(10)) * kMinute);
        const int chance = std::clamp(72 + ability - difficulty[static_cast<std::size_t>(item)], 4, 98);
        if (static_cast<int>(random.below(100)) >= chance) missed.push_back(item);
    }
    MadeCentre::mark(record, kItems, missed);
    terminal.sitting(EventType::sitting_ended, sitting, record);
    terminal.result(record, random.fixed<Hash>());
    terminal.idle(3 * kHour);
    terminal.close(session);
    terminal.reboot(15 * kHour);
}

void score_operation(MadeCentre& centre, const SessionId& session, MadeTerminal& desk) {
    FakeRandom& random = centre.random;
    const std::int64_t started_ms = desk.now_ms();
    const SittingId scoring = random.fixed<SittingId>();
    auto result = centre.result_of(RecordKind::operation, session, started_ms, started_ms + 40 * kMinute);
    desk.sitting(EventType::scoring_opened, scoring, result);
    desk.pass(40 * kMinute);
    const int points = std::clamp(72 + spread(random, 9), 5, 100);
    for (int row = 0; row < 20; ++row) desk.touch(scoring);
    auto sheet = result;
    sheet.kind = RecordKind::examiner_sheet;
    for (int who = 1; who <= 3; ++who) { // one is always a little kinder
        const int given = std::clamp(points + spread(random, 3) + (who == 1 ? 3 : 0), 0, 100);
        sheet.items = {{.item = "A1", .state = record::ItemState::scored, .points = given * 100, .points_max = 10'000}};
        desk.result(sheet, random.fixed<Hash>(), "K-" + std::to_string(who));
    }
    result.score = record::ResultScore{.points = points * 100,
                                       .points_max = 10'000,
                                       .outcome = points >= 60 ? assessment::OutcomeCode::pass : assessment::OutcomeCode::fail};
    desk.sitting(EventType::scoring_ended, scoring, result);
    desk.result(result, random.fixed<Hash>());
}

MadeCentre honest_day(std::uint64_t seed) {
    MadeCentre centre(seed);
    const SessionId theory = centre.session(), operation = centre.session();
    std::vector<int> difficulty;
    for (int item = 0; item < kItems; ++item) difficulty.push_back(spread(centre.random, 14));
    for (int i = 0; i < kCandidates; ++i) sit_theory(centre, theory, difficulty, centre.terminal());
    for (int desk_number = 0; desk_number < 4; ++desk_number) { // 15 each, until 19:00
        MadeTerminal desk = centre.terminal();
        desk.step(1'500);
        desk.open(operation, kCandidates);
        for (int i = 0; i < kCandidates / 4; ++i) score_operation(centre, operation, desk);
        desk.close(operation);
    }
    return centre;
}

} // namespace

TEST_CASE("an honest day of sixty candidates raises no signal, whatever chance brings") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        const MadeCentre centre = honest_day(seed);
        const auto found = find_signals(centre.facts, {});
        for (const Signal& signal : found) MESSAGE(explain(signal, Language::en));
        REQUIRE(found.empty());
    }
}

TEST_CASE("in the same room one who copied another's paper is seen") {
    MadeCentre centre = honest_day(3);
    auto& first = centre.facts.ledgers[0].results[0].record;
    auto& second = centre.facts.ledgers[1].results[0].record;
    second.items = first.items;
    const auto found = find_signals(centre.facts, {});
    REQUIRE_EQ(found.size(), 1u);
    CHECK(found[0].kind == SignalKind::identical_answers);
    const std::set<CandidateRef> both(found[0].candidates.begin(), found[0].candidates.end());
    CHECK_EQ(both, std::set<CandidateRef>({first.candidate, second.candidate}));
}
