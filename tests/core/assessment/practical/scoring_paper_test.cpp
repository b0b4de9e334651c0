#include "core/assessment/practical/scoring_paper.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include "tests/core/assessment/practical/scoring_fixtures.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

RowEntry judged(std::vector<int> scores) {
    return {.state = RowState::scored, .reading = JudgeReading{std::move(scores), {}}, .zero_when = {}};
}

std::vector<ScoringEvent> keying(const std::string& who, std::int64_t faults, std::vector<int> scores, const PaperTimes& times) {
    return {RowKeyed{minute(91), who, "p", counted(0)},
            RowKeyed{minute(91), who, "s", counted(faults)},
            RowKeyed{minute(91), who, "m", measured_entry(41'990)},
            RowKeyed{minute(91), who, "j", judged(std::move(scores))},
            VetoKeyed{minute(91), who, "v", 0},
            TimesKeyed{minute(91), who, times},
            KeyingFinished{minute(91), who}};
}

// Photographed, keyed by two and signed for.
Desk from_paper(const PaperTimes& times = paper_times(), std::vector<int> scores = {2, 2, 3}) {
    Desk desk;
    CHECK_EQ(desk.play({PaperPhotographed{minute(90), "a", payload_of(5)}}), "");
    CHECK_EQ(desk.play(keying("a", 2, scores, times)), "");
    CHECK_EQ(desk.play(keying("b", 3, scores, times)), "");
    CHECK_EQ(desk.play({RowSettled{minute(92), "a", "s", counted(2)}, PaperAgreed{minute(93), "a", "b"}}), "");
    return desk;
}

} // namespace

TEST_CASE("a keyed paper gives the very score that the live test gives") {
    Desk live;
    CHECK_EQ(live.play(events_to_hand_in()), "");
    CHECK_EQ(live.play(events_to_decision()), "");
    Desk paper = from_paper();
    CHECK(open_rows(paper.state).empty());
    CHECK_EQ(paper.play({ScoresDecided{minute(94), "a"}}), "");
    const FinalScore score = final_score(paper.state).value();
    CHECK_EQ(score.points, final_score(live.state)->points);
    CHECK_EQ(paper.play({TallyChecked{minute(95), "t", score.points}}), "");
    for (const char* who : {"a", "b", "c", "t", "q"}) CHECK_EQ(paper.play({ResultSigned{minute(96), who, payload_of(1)}}), "");
    const SealedScores sealed = seal(paper.state).value();
    CHECK_EQ(sealed.points, score.points);
    CHECK_EQ(sealed.worked_ms, 55 * kMinuteMs);
    CHECK_EQ(sealed.started_at.wall_ms, minute(0).wall_ms);
    CHECK_EQ(sealed.ended_at.wall_ms, minute(55).wall_ms);
    CHECK(seal(fold(paper.state.rules, paper.journal).value()).value() == sealed);
}

TEST_CASE("the photograph is evidence, and overtime follows from the times on the paper") {
    struct Case {
        std::int64_t worked, credit, over_minutes;
    };
    for (const Case& each : {Case{55, 0, 0}, Case{70, 0, 10}, Case{70, 10, 0}, Case{75, 5, 10}}) {
        CAPTURE(each.worked);
        const Desk desk = from_paper(paper_times(each.credit, each.worked));
        REQUIRE_EQ(desk.state.pictures.size(), 1u);
        CHECK(desk.state.pictures[0].picture == payload_of(5));
        CHECK_EQ(desk.state.overtime_ms, each.over_minutes * kMinuteMs);
        const auto& overtime = std::get<TimeReading>(entries_of(desk.state).rows.at("t").reading);
        CHECK_EQ(overtime.over_ms, each.over_minutes * kMinuteMs);
    }
}

TEST_CASE("judges too far apart on paper are the chief's to decide, and nobody scores again at the screen") {
    Desk desk = from_paper(paper_times(), {1, 2, 3});
    CHECK(open_rows(desk.state) == std::vector<std::string>{"j"});
    CHECK(row_status(desk.state, *desk.state.rules->sheet.find_item("j")).again.empty());
    CHECK(desk.take(touch(94, "c", "j", judge_entry(2))) == codes::scoring_wrong_state);
    CHECK(desk.take(ScoresDecided{minute(94), "a"}) == codes::spread_open);
    CHECK_EQ(desk.play({RowArbitrated{minute(94), "a", "j", 2, "照卷面"}, ScoresDecided{minute(95), "a"}}), "");
}

TEST_CASE("while a paper is keyed nothing else changes the scores") {
    Desk desk;
    CHECK_EQ(desk.play({PaperPhotographed{minute(90), "a", payload_of(5)}}), "");
    const std::vector<ScoringEvent> refused = {
        TestStarted{minute(91), "a"},
        touch(91, "a", "p", counted(0)),
        VetoArmed{minute(91), "a", "v"},
        TestEnded{minute(91), {.code = OutcomeCode::absent, .reason = "缺考", .staff = "a", .second_staff = "b"}},
        ScoresDecided{minute(91), "a"},
        SheetSigned{minute(91), "a", payload_of(2)}};
    for (const ScoringEvent& event : refused) {
        CAPTURE(event_name(event));
        CHECK(desk.take(event) == codes::scoring_wrong_state);
    }
    CHECK_EQ(desk.play({EvidenceTaken{minute(91), "a", "s", payload_of(6)}}), "");
    CHECK_EQ(desk.play({PaperPutAway{minute(92), "a", "b", "拿错考生"}, TestStarted{minute(93), "a"}}), "");
    CHECK_EQ(desk.state.pictures.size(), 2u); // what was photographed stays
    Desk agreed = from_paper();
    CHECK(agreed.take(touch(94, "a", "s", counted(0))) == codes::scoring_wrong_state);
    CHECK(agreed.take(VetoArmed{minute(94), "a", "v"}) == codes::scoring_wrong_state);
    CHECK(agreed.take(PaperPhotographed{minute(94), "a", payload_of(7)}) == codes::scoring_wrong_state);
}

TEST_CASE("a test that began at the terminal is finished on paper, and what was scored live is kept beside it") {
    Desk desk;
    CHECK_EQ(desk.play({touch(0, "a", "p", counted(1)), TestStarted{minute(0), "a"}, touch(10, "b", "s", counted(7)),
                        TerminalBack{minute(12), minute(80, 2), "a"}, PaperPhotographed{minute(90, 2), "a", payload_of(5)}}),
             "");
    const auto at_boot_2 = [](ScoringEvent event) {
        std::visit([](auto& each) { each.at.boot_id.bytes.fill(2); }, event);
        return event;
    };
    for (const char* who : {"a", "b"})
        for (const ScoringEvent& event : keying(who, 2, {2, 2, 3}, paper_times())) CHECK_EQ(desk.play({at_boot_2(event)}), "");
    CHECK_EQ(desk.play({PaperAgreed{minute(93, 2), "a", "c"}, ScoresDecided{minute(94, 2), "a"}}), "");
    CHECK(desk.state.live_before_paper);
    REQUIRE_EQ(desk.state.old_attempts.size(), 1u);
    CHECK_EQ(desk.state.old_attempts[0].rows.size(), 2u);
    CHECK(entries_of(desk.state).rows.at("s") == counted(2));
    CHECK_EQ(desk.state.clock.before_ms, 55 * kMinuteMs);
}

TEST_CASE("what was scored live in the preparation does not stand beside the keyed paper") {
    Desk desk;
    CHECK_EQ(desk.play({touch(0, "a", "p", counted(9)), PaperPhotographed{minute(90), "a", payload_of(5)}}), "");
    for (const char* who : {"a", "b"}) CHECK_EQ(desk.play(keying(who, 2, {2, 2, 3}, paper_times())), "");
    CHECK_EQ(desk.play({PaperAgreed{minute(93), "a", "b"}}), "");
    CHECK(entries_of(desk.state).rows.at("p") == counted(0));
    CHECK(desk.state.live_before_paper);
    REQUIRE_EQ(desk.state.old_attempts.size(), 1u);
    CHECK_EQ(desk.state.old_attempts[0].rows.size(), 1u);
}

TEST_CASE("a candidate who was sent away has a paper and a coded end") {
    Desk desk = from_paper();
    const EndDetails stopped{
        .code = OutcomeCode::stopped, .reason = "违规", .staff = "a", .second_staff = "b", .statement = "S", .evidence = "E"};
    CHECK_EQ(desk.play({TestEnded{minute(94), stopped}}), "");
    CHECK_EQ(desk.state.ended_at->wall_ms, minute(55).wall_ms);
    CHECK_EQ(desk.state.clock.before_ms, 55 * kMinuteMs);
}

TEST_CASE("no paper in practice, of a stranger, or once the comparison is open") {
    Desk practice(ScoringMode::practice);
    CHECK(practice.take(PaperPhotographed{minute(0), "a", payload_of(5)}) == codes::scoring_wrong_state);
    Desk stranger;
    CHECK_EQ(stranger.play({PersonIdentified{minute(0), "a", assessment::IdentityCheck::mismatch}}), "");
    CHECK(stranger.take(PaperPhotographed{minute(0), "a", payload_of(5)}) == codes::scoring_wrong_state);
    Desk late;
    CHECK_EQ(late.play(events_to_hand_in()), "");
    CHECK_EQ(late.play(events_to_decision()), "");
    CHECK(late.take(PaperPhotographed{minute(99), "a", payload_of(5)}) == codes::scoring_wrong_state);
}
