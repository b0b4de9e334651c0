// Each signal on a made-up day that shows it, beside the same day without it.
#include "tests/sync/bureau/signals/made_centre.h"

#include "tests/support/table.h"

#include "core/base/text.h"
#include "sync/bureau/signals/integrity.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau::signals;
using namespace kaogong::test;
using namespace kaogong::test::made;
using record::EventType;
using record::RecordKind;

namespace {

const SignalRules kRules;

std::vector<Signal> of_kind(const MadeCentre& centre, SignalKind kind) {
    std::vector<Signal> found = find_signals(centre.facts, kRules);
    std::erase_if(found, [kind](const Signal& signal) { return signal.kind != kind; });
    return found;
}

bool is_quiet(const MadeCentre& centre) {
    const auto found = find_signals(centre.facts, kRules);
    for (const Signal& signal : found) MESSAGE(explain(signal, Language::en));
    return found.empty();
}

struct Sitting {
    SittingId id;
    record::ResultRecord record;
};

Sitting sit_down(MadeCentre& centre, MadeTerminal& terminal, const SessionId& session) {
    Sitting sitting{.id = centre.random.fixed<SittingId>(), .record = centre.result_of(RecordKind::theory, session, kNine, kNine + kHour)};
    terminal.sitting(EventType::sitting_opened, sitting.id, sitting.record);
    return sitting;
}

} // namespace

TEST_CASE("a clock that was set is a signal by how far, a time service at work is none") {
    MadeCentre centre;
    MadeTerminal terminal = centre.terminal();
    terminal.step(59'000);
    CHECK(is_quiet(centre));
    terminal.step(-30 * kMinute);
    terminal.step(2 * kHour);
    const auto found = of_kind(centre, SignalKind::clock_step);
    REQUIRE_EQ(found.size(), 2u);
    CHECK_EQ(found[0].strength, 59);
    CHECK_EQ(found[1].strength, 100);
    CHECK_EQ(found[1].entries, std::vector<std::uint64_t>{3});
    CHECK_EQ(found[1].terminal, centre.facts.ledgers[0].terminal);
    CHECK_EQ(explain(found[0], Language::en), "The terminal's clock was set back by 30 min.");
    CHECK_EQ(explain(found[1], Language::zh_cn), "终端时钟被拨快 2 小时 0 分。");
}

TEST_CASE("a clock that was set back while the machine was off shows by its next entry") {
    MadeCentre centre;
    MadeTerminal terminal = centre.terminal();
    terminal.idle(2 * kHour);
    terminal.set_clock(-kHour);
    terminal.reboot(5 * kMinute);
    const auto found = of_kind(centre, SignalKind::clock_back);
    REQUIRE_EQ(found.size(), 1u);
    CHECK_EQ(found[0].numbers, std::vector<std::int64_t>{55 * 60});
    CHECK_EQ(found[0].entries, std::vector<std::uint64_t>({2, 3}));
}

TEST_CASE("a terminal that was off for a quarter of an hour while somebody sat at it is a signal; a short cut or a night's rest is none") {
    MadeCentre centre;
    MadeTerminal terminal = centre.terminal();
    const SessionId session = centre.session();
    terminal.open(session);
    Sitting sitting = sit_down(centre, terminal, session);
    terminal.pass(10 * kMinute);
    terminal.note(EventType::answer);
    terminal.reboot(14 * kMinute);
    CHECK(is_quiet(centre));
    terminal.pass(kMinute);
    terminal.note(EventType::answer);
    terminal.reboot(40 * kMinute);
    const auto found = of_kind(centre, SignalKind::gap);
    REQUIRE_EQ(found.size(), 1u);
    CHECK_EQ(found[0].numbers, std::vector<std::int64_t>{40});
    CHECK_EQ(found[0].session, session);
    terminal.sitting(EventType::sitting_ended, sitting.id, sitting.record);
    terminal.reboot(14 * kHour);
    CHECK_EQ(of_kind(centre, SignalKind::gap).size(), 1u);
}

TEST_CASE("a candidate who was given another machine is gone from the one that failed, and waited only until then") {
    for (const std::int64_t after : {10 * kMinute, 25 * kMinute}) {
        CAPTURE(after);
        MadeCentre centre;
        MadeTerminal broken = centre.terminal(), spare = centre.terminal();
        const SessionId session = centre.session();
        broken.open(session);
        spare.open(session);
        const Sitting sitting = sit_down(centre, broken, session);
        spare.pass(after);
        spare.sitting(EventType::sitting_opened, centre.random.fixed<SittingId>(), sitting.record);
        broken.reboot(3 * kHour);
        const auto found = of_kind(centre, SignalKind::gap);
        REQUIRE_EQ(found.size(), after < 15 * kMinute ? 0u : 1u);
        if (!found.empty()) CHECK_EQ(found[0].numbers, std::vector<std::int64_t>{after / kMinute});
    }
}

TEST_CASE("a machine that a candidate had left may be off for as long as it likes") {
    MadeCentre centre;
    MadeTerminal slow = centre.terminal(), spare = centre.terminal();
    const SessionId session = centre.session();
    slow.open(session);
    spare.open(session);
    const Sitting sitting = sit_down(centre, slow, session);
    spare.pass(5 * kMinute);
    spare.sitting(EventType::sitting_opened, centre.random.fixed<SittingId>(), sitting.record);
    slow.pass(30 * kMinute);
    slow.note(EventType::heartbeat);
    slow.reboot(2 * kHour);
    CHECK(of_kind(centre, SignalKind::gap).empty());
}

TEST_CASE("nobody sits in a session that was closed, whatever became of the sitting") {
    MadeCentre centre;
    MadeTerminal terminal = centre.terminal();
    const SessionId session = centre.session();
    terminal.open(session);
    sit_down(centre, terminal, session);
    terminal.pass(kHour);
    terminal.close(session);
    terminal.reboot(14 * kHour);
    CHECK(is_quiet(centre));
}

TEST_CASE("hours without any entry in an open session are a signal, unless a piece is being worked on") {
    MadeCentre centre;
    MadeTerminal terminal = centre.terminal();
    const SessionId session = centre.session();
    terminal.open(session);
    const auto record = centre.result_of(RecordKind::operation, session, kNine, kNine + 5 * kHour);
    const SittingId scoring = centre.random.fixed<SittingId>();
    terminal.sitting(EventType::scoring_opened, scoring, record);
    terminal.pass(4 * kHour);
    terminal.sitting(EventType::scoring_ended, scoring, record);
    terminal.idle(4 * kHour);
    CHECK(is_quiet(centre));
    terminal.pass(5 * kHour);
    terminal.close(session);
    const auto found = of_kind(centre, SignalKind::silence);
    REQUIRE_EQ(found.size(), 1u);
    CHECK_EQ(found[0].numbers, std::vector<std::int64_t>{300});
    terminal.pass(30 * kHour); // nothing is open any more
    terminal.note(EventType::heartbeat);
    CHECK_EQ(of_kind(centre, SignalKind::silence).size(), 1u);
}

TEST_CASE("scores entered days after the test are a signal; a sheet on paper may be keyed in until the third day") {
    for (const bool keyed : {false, true}) {
        CAPTURE(keyed);
        MadeCentre centre;
        MadeTerminal terminal = centre.terminal();
        const SessionId session = centre.session();
        auto record = centre.result_of(RecordKind::operation, session, kNine, kNine + 2 * kHour);
        record.source = keyed ? record::ResultSource::keyed_from_paper : record::ResultSource::live;
        const SittingId scoring = centre.random.fixed<SittingId>();
        terminal.sitting(EventType::scoring_opened, scoring, record);
        terminal.touch(scoring);
        terminal.pass(kDay);
        terminal.touch(scoring); // 22 hours after the end
        terminal.pass(kDay);
        if (keyed) terminal.touch(scoring); // 46
        const Hash hash = centre.random.fixed<Hash>();
        terminal.result(record, hash);
        CHECK(is_quiet(centre));
        terminal.pass(keyed ? 2 * kDay : kHour);
        terminal.touch(scoring);
        terminal.touch(scoring);
        const auto found = of_kind(centre, SignalKind::late_scoring);
        REQUIRE_EQ(found.size(), 1u);
        CHECK_EQ(found[0].numbers, std::vector<std::int64_t>({2, keyed ? 94 : 47}));
        CHECK_EQ(found[0].records, std::vector<Hash>{hash});
        CHECK_EQ(found[0].candidates, std::vector<CandidateRef>{record.candidate});
    }
}

TEST_CASE("scoring in the night is a signal for each night, a touch or two is none") {
    MadeCentre centre;
    MadeTerminal terminal = centre.terminal(kNine + 12 * kHour + 50 * kMinute); // 21:50
    const SessionId session = centre.session();
    const auto record = centre.result_of(RecordKind::operation, session, kNine, kNine + 12 * kHour);
    const SittingId scoring = centre.random.fixed<SittingId>();
    terminal.sitting(EventType::scoring_opened, scoring, record);
    for (int i = 0; i < 9; ++i) {
        terminal.touch(scoring);
        terminal.pass(kMinute);
    }
    terminal.pass(5 * kMinute);
    for (int i = 0; i < 4; ++i) terminal.touch(scoring); // 22:04
    CHECK(is_quiet(centre));
    terminal.pass(4 * kHour); // after midnight: the same night
    for (int i = 0; i < 6; ++i) terminal.touch(scoring);
    terminal.pass(kDay);
    for (int i = 0; i < 4; ++i) terminal.touch(scoring); // another night, and too few
    const auto found = of_kind(centre, SignalKind::odd_hours);
    REQUIRE_EQ(found.size(), 1u);
    CHECK_EQ(found[0].numbers.front(), 10);
    CHECK_EQ(explain(found[0], Language::en), "Scored at night: 10 changes to score sheets between 2026-11-21 22:04 and 2026-11-22 02:04.");
}

namespace {

// Ten candidates with a paper of 40 items; the first two miss as told, the others something of their own. Items 0 to 4 are hard for all.
MadeCentre room_of_ten(const std::vector<int>& first, const std::vector<int>& second) {
    MadeCentre centre;
    MadeTerminal terminal = centre.terminal();
    const SessionId session = centre.session();
    for (int i = 0; i < 10; ++i) {
        auto record = centre.result_of(RecordKind::theory, session, kNine, kNine + kHour);
        std::vector<int> missed{0, 1, 2, 3, 4};
        if (i < 2) {
            const auto& own = i == 0 ? first : second;
            missed.insert(missed.end(), own.begin(), own.end());
        }
        for (int k = 0; i >= 2 && k < 9; ++k) missed.push_back(5 + (i + k * 8) % 35);
        MadeCentre::mark(record, 40, missed);
        terminal.result(record, centre.random.fixed<Hash>());
    }
    return centre;
}

} // namespace

TEST_CASE("two papers that miss the same are a signal, with hard items left out") {
    const std::vector<int> nine{6, 9, 12, 15, 18, 21, 24, 27, 30};
    const auto found = of_kind(room_of_ten(nine, nine), SignalKind::identical_answers);
    REQUIRE_EQ(found.size(), 1u);
    CHECK_EQ(found[0].strength, 100);
    CHECK_EQ(found[0].numbers, std::vector<std::int64_t>({9, 9, 10}));
    CHECK_EQ(found[0].candidates.size(), 2u);
    CHECK_EQ(found[0].records.size(), 2u);
    const std::vector<int> other{6, 9, 12, 15, 18, 21, 25, 28, 31};
    CHECK(is_quiet(room_of_ten(nine, other)));
    const std::vector<int> seven{6, 9, 12, 15, 18, 21, 24};
    CHECK(is_quiet(room_of_ten(seven, seven))); // too few to tell anything; the five hard ones do not help
}

TEST_CASE("a small room or two sessions say nothing about who copied") {
    const std::vector<int> nine{6, 9, 12, 15, 18, 21, 24, 27, 30};
    MadeCentre small = room_of_ten(nine, nine);
    small.facts.ledgers[0].results.resize(7);
    CHECK(is_quiet(small));
    MadeCentre apart = room_of_ten(nine, nine);
    apart.facts.ledgers[0].results[0].record.session = apart.session();
    CHECK(is_quiet(apart));
}

namespace {

// Candidates scored by a panel of three; the first examiner's own sheets lie `off` points of a hundred higher.
MadeCentre scored_by_three(int candidates, int off, bool only_once = false) {
    MadeCentre centre;
    MadeTerminal terminal = centre.terminal();
    const SessionId session = centre.session();
    for (int i = 0; i < candidates; ++i) {
        auto record = centre.result_of(RecordKind::examiner_sheet, session, kNine, kNine + kHour);
        const int points = 50 + i % 20;
        for (int who = 0; who < 3; ++who) {
            const int more = who == 0 && (!only_once || i == 0) ? off : who - 1;
            record.items = {{.item = "A1", .state = record::ItemState::scored, .points = (points + more) * 100, .points_max = 10'000},
                            {.item = "own",
                             .state = who == 1 ? record::ItemState::scored : record::ItemState::unseen,
                             .points = 0,
                             .points_max = 9'000}};
            terminal.result(record, centre.random.fixed<Hash>(), "K-" + std::to_string(who + 1));
        }
    }
    return centre;
}

} // namespace

TEST_CASE("an examiner who is far from the panel's median time after time is a signal, and the others are not") {
    const auto found = of_kind(scored_by_three(10, 25), SignalKind::examiner_outlier);
    REQUIRE_EQ(found.size(), 1u);
    CHECK_EQ(found[0].about, "K-1");
    CHECK_EQ(found[0].numbers, std::vector<std::int64_t>({2'400, 10, 10}));
    CHECK_EQ(found[0].records.size(), 10u);
    CHECK_EQ(explain(found[0], Language::zh_cn),
             "考评员 K-1 对 10 名考生的评分平均比考评小组中位数高 24.00 分（按百分制），其中 10 次方向相同。");
    CHECK_EQ(of_kind(scored_by_three(10, -30), SignalKind::examiner_outlier).front().numbers[0], -3'000);
    CHECK(is_quiet(scored_by_three(7, 25)));
    CHECK(is_quiet(scored_by_three(10, 11)));
    CHECK(is_quiet(scored_by_three(10, 90, true))); // one bad disagreement is for arbitration, not a habit
}

TEST_CASE("a staff number that somebody made up stays text: it moves no cursor and fills no place of the sentence") {
    Signal signal{.kind = SignalKind::examiner_outlier, .numbers = {-1'300, 9, 8}, .about = "K\x1b[2J\xC2\x9B\x7F{0}\n考评"};
    CHECK_EQ(explain(signal, Language::en), "Over 9 candidates examiner K?[2J??{0}?考评 scored on average 13.00 points below the panel's "
                                            "median (of 100 points), 8 times on that side.");
}

namespace {

MadeCentre with_shares(const std::vector<std::pair<int, int>>& shares) { // points of a hundred, how many
    MadeCentre centre;
    MadeTerminal terminal = centre.terminal();
    for (const auto& [points, count] : shares)
        for (int i = 0; i < count; ++i) {
            auto record = centre.result_of(RecordKind::operation, centre.session(), kNine, kNine + kHour);
            record.score = record::ResultScore{.points = points * 100,
                                               .points_max = 10'000,
                                               .outcome = points >= 60 ? assessment::OutcomeCode::pass : assessment::OutcomeCode::fail};
            terminal.result(record, centre.random.fixed<Hash>());
        }
    return centre;
}

} // namespace

TEST_CASE("scores that pile up just above the pass mark are a signal only where hardly any lie just below") {
    const auto found = of_kind(with_shares({{45, 10}, {59, 2}, {60, 9}, {61, 7}, {75, 14}}), SignalKind::pass_piling);
    REQUIRE_EQ(found.size(), 1u);
    CHECK_EQ(found[0].numbers, std::vector<std::int64_t>({16, 2, 42, 4, 2, static_cast<std::int64_t>(RecordKind::operation)}));
    CHECK_EQ(explain(found[0], Language::en),
             "6-31-01-03, Grade 3 / Senior worker, operation result: of 42 results 16 lie just above the pass mark and "
             "only 2 just below (within 2 points of 100 of it).");
    CHECK_EQ(found[0].about, "6-31-01-03");
    CHECK_EQ(found[0].records.size(), 16u);
    CHECK(is_quiet(with_shares({{45, 10}, {59, 6}, {60, 9}, {61, 7}, {75, 14}}))); // as many below as a steep curve gives
    CHECK(is_quiet(with_shares({{45, 5}, {59, 1}, {60, 9}, {61, 7}, {75, 10}})));  // too few results
    CHECK(is_quiet(with_shares({{45, 30}, {59, 2}, {60, 9}, {61, 7}, {75, 60}}))); // a small part of all
}

TEST_CASE("the integrity score is what the table of weights says") {
    for (const TableRow& row : read_table(KAOGONG_SOURCE_DIR "/tests/tables/integrity.txt", "scores").rows) {
        CAPTURE(row.line());
        std::vector<Signal> signals;
        for (const std::string& word : row.words("signals")) {
            const auto parts = split(word, ':');
            for (int kind = 1; kind <= static_cast<int>(SignalKind::pass_piling); ++kind)
                if (signal_key(static_cast<SignalKind>(kind)) == parts[0])
                    signals.push_back(
                        {.kind = static_cast<SignalKind>(kind), .strength = static_cast<int>(parse_integer(parts[1]).value())});
        }
        REQUIRE_EQ(signals.size(), row.words("signals").size());
        CHECK_EQ(integrity_of(signals).score, row.number("score"));
    }
}

TEST_CASE("a centre that breaks every rule has no points left and not less") {
    std::vector<Signal> all;
    for (int kind = 1; kind <= static_cast<int>(SignalKind::pass_piling); ++kind)
        for (int i = 0; i < 20; ++i) all.push_back({.kind = static_cast<SignalKind>(kind), .strength = 100});
    CHECK_EQ(integrity_of(all).score, 0);
}
