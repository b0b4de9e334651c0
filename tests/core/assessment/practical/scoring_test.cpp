#include "core/assessment/practical/scoring.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/base.h"
#include "core/base/codes/practical.h"

#include "tests/core/assessment/practical/scoring_fixtures.h"
#include "tests/support/fake_random.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

void play(Desk& desk, const std::vector<ScoringEvent>& events) {
    for (const ScoringEvent& event : events) {
        CAPTURE(event_name(event));
        const Code code = desk.take(event);
        CAPTURE(code_text(code));
        REQUIRE(code == codes::internal);
    }
}

Desk handed_in() {
    Desk desk;
    play(desk, events_to_hand_in());
    return desk;
}

template <typename T> bool has_effect(const Desk& desk) {
    return std::any_of(desk.last.begin(), desk.last.end(), [](const ScoringEffect& effect) { return std::holds_alternative<T>(effect); });
}

} // namespace

TEST_CASE("with another key of one signer all sign the result anew, and a sealed one stays as it is") {
    Desk desk = handed_in();
    play(desk, events_to_decision());
    play(desk, {TallyChecked{minute(73), "t", final_score(desk.state)->points}, ResultSigned{minute(74), "a", payload_of(1)}});
    CHECK(desk.take(CredentialIssued{minute(75), "h", "h", "b"}) == codes::second_staff_missing);
    CHECK(desk.take(CredentialIssued{minute(75), "h", "d", "x"}) == codes::examiner_not_of_row);
    CHECK(desk.take(CredentialIssued{minute(75), "b", "d", "b"}) == codes::examiner_not_of_row);
    play(desk, {CredentialIssued{minute(75), "h", "d", "b"}});
    CHECK_EQ(missing_signers(desk.state).size(), 5u);
    for (const char* who : {"a", "b", "c", "t", "q"}) play(desk, {ResultSigned{minute(76), who, payload_of(2)}});
    CHECK(desk.take(CredentialIssued{minute(77), "h", "d", "b"}) == codes::scoring_wrong_state);
    CHECK(seal(desk.state)->payload == payload_of(2));
}

TEST_CASE("a test is scored, signed blind, compared, decided, tallied, signed and delivered") {
    Desk desk = handed_in();
    CHECK(seal(desk.state).code() == codes::scoring_signature_missing);
    play(desk, events_to_decision());
    CHECK(desk.state.stage == ScoringStage::decided);
    const SheetScore score = score_of(desk.state).value();
    CHECK_EQ(score.points, 1'000 + 2'800 + 3'000 + 2'333); // 7/3 of 3 x 30 = 23.33
    CHECK(desk.take(TallyChecked{minute(73), "t", score.points - 1}) == codes::tally_differs);
    CHECK(desk.take(TallyChecked{minute(73), "b", score.points}) == codes::examiner_not_of_row);
    play(desk, {TallyChecked{minute(73), "t", score.points}});
    CHECK(desk.take(ResultSigned{minute(74), "x", payload_of(1)}) == codes::examiner_not_of_row);
    for (const char* who : {"a", "b", "c", "t"}) play(desk, {ResultSigned{minute(74), who, payload_of(1)}});
    CHECK(seal(desk.state).code() == codes::scoring_signature_missing); // the supervisor has not
    CHECK(desk.take(ResultSigned{minute(75), "q", payload_of(2)}) == codes::text_hash_differs);
    play(desk, {ResultSigned{minute(75), "q", payload_of(1)}, ResultDelivered{minute(90), payload_of(9)}});
    const SealedScores sealed = seal(desk.state).value();
    CHECK_EQ(sealed.points, score.points);
    CHECK_EQ(sealed.signers.size(), 5u);
    CHECK_EQ(sealed.worked_ms, 55 * kMinuteMs);
    CHECK(seal(fold(desk.state.rules, desk.journal).value()).value() == sealed);
}

TEST_CASE("what is decided cannot be touched, and what is unseen cannot be finished") {
    Desk desk = handed_in();
    Desk lacking;
    play(lacking, {touch(0, "a", "p", counted(0)), TestStarted{minute(0), "a"}});
    CHECK(lacking.take(PhaseFinished{minute(1), "a", Phase::on_site}) == codes::scoring_wrong_state); // still working
    play(lacking, {PieceHandedIn{.at = minute(5), .by = "a", .second = "b", .candidate_confirmed = true}});
    CHECK(lacking.take(PhaseFinished{minute(6), "a", Phase::on_site}) == codes::rows_unseen);
    play(desk, events_to_decision());
    CHECK(desk.take(touch(80, "a", "s", counted(0))) == codes::scoring_wrong_state);
    CHECK(desk.take(RowUndone{minute(80), "a", "s"}) == codes::scoring_wrong_state);
    CHECK(desk.take(VetoArmed{minute(80), "a", "v"}) == codes::scoring_wrong_state);
}

TEST_CASE("undo brings back how the row stood, as an event of its own") {
    Desk desk;
    play(desk, {TestStarted{minute(0), "a"}, touch(1, "a", "s", counted(1)), touch(2, "b", "s", counted(4))});
    const ScoreItem& row = desk.state.rules->sheet.items[1];
    play(desk, {RowUndone{minute(3), "b", "s"}});
    CHECK(row_status(desk.state, row).entry == counted(1));
    play(desk, {RowUndone{minute(4), "a", "s"}});
    CHECK(row_status(desk.state, row).open == RowOpen::unseen);
    CHECK(desk.take(RowUndone{minute(5), "a", "s"}) == codes::change_unknown);
    CHECK_EQ(desk.journal.size(), 5u);
}

TEST_CASE("two measure blind; where they differ a third reads and the median counts") {
    Desk desk;
    play(desk, {TestStarted{minute(0), "a"}, touch(1, "a", "m", measured_entry(41'960))});
    const ScoreItem& row = desk.state.rules->sheet.items[2];
    CHECK(row_status(desk.state, row).open == RowOpen::waits);
    CHECK(visible_entries(desk.state, "m", "b").empty());
    CHECK_EQ(visible_entries(desk.state, "m", "a").size(), 1u);
    play(desk, {touch(2, "b", "m", measured_entry(41'980))});
    CHECK(row_status(desk.state, row).open == RowOpen::disagree);
    CHECK_EQ(visible_entries(desk.state, "m", "b").size(), 2u);
    CHECK(visible_entries(desk.state, "m", "c").empty());
    play(desk, {touch(3, "c", "m", measured_entry(41'971))});
    CHECK(row_status(desk.state, row).open == RowOpen::closed);
    CHECK_EQ(score_item(row, row_status(desk.state, row).entry)->points, 2'900); // 41.971 is 0.004 under

    Desk agreed;
    play(agreed, {TestStarted{minute(0), "a"}, touch(1, "a", "m", measured_entry(41'990)), touch(2, "b", "m", measured_entry(41'994))});
    CHECK(agreed.take(touch(3, "c", "m", measured_entry(41'990))) == codes::examiner_not_of_row);
    RowEntry two = measured_entry(41'990);
    std::get<MeasureReading>(two.reading).values[0].readings.push_back(41'990);
    CHECK(agreed.take(touch(3, "a", "m", two)) == codes::reading_misfits); // nobody reads for another
}

TEST_CASE("only the judge whose score lies too far off scores again, after all signed blind") {
    Desk desk = handed_in();
    play(desk, {touch(64, "c", "j", judge_entry(0))});
    const ScoreItem& row = desk.state.rules->sheet.items[3];
    CHECK(row_status(desk.state, row).open == RowOpen::spread);
    CHECK_EQ(visible_entries(desk.state, "j", "a").size(), 1u);
    std::vector<ScoringEvent> signing = events_to_decision();
    signing.pop_back();
    play(desk, signing);
    CHECK_EQ(visible_entries(desk.state, "j", "a").size(), 3u);
    CHECK(desk.take(ScoresDecided{minute(72), "a"}) == codes::spread_open);
    CHECK(desk.take(touch(73, "a", "j", judge_entry(1))) == codes::examiner_not_of_row);
    CHECK(desk.take(touch(73, "a", "s", counted(0))) == codes::examiner_not_of_row);
    play(desk, {touch(73, "c", "j", judge_entry(1))});
    CHECK(desk.take(ScoresDecided{minute(74), "a"}) == codes::scoring_signature_missing); // signs the own sheet anew
    play(desk, {SheetSigned{minute(75), "c"}, ScoresDecided{minute(76), "a"}});
    CHECK_EQ(score_of(desk.state)->items[3].second.points, 1'667);
}

TEST_CASE("the chief arbitrates beside the judges' scores and changes none of them") {
    Desk desk = handed_in();
    play(desk, {touch(64, "c", "j", judge_entry(0))});
    std::vector<ScoringEvent> signing = events_to_decision();
    signing.pop_back();
    CHECK(desk.take(RowArbitrated{minute(65), "a", "j", 2, "三人商议"}) == codes::scoring_wrong_state); // the comparison is not open
    play(desk, signing);
    CHECK(desk.take(RowArbitrated{minute(73), "b", "j", 2, "三人商议"}) == codes::examiner_not_of_row);
    CHECK(desk.take(RowArbitrated{minute(73), "a", "j", 2, ""}) == codes::reason_missing);
    const auto slots = desk.state.rows.back().slots;
    play(desk, {RowArbitrated{minute(73), "a", "j", 2, "三人商议"}, ScoresDecided{minute(74), "a"}});
    CHECK(desk.state.rows.back().slots == slots);
    const SheetScore score = score_of(desk.state).value();
    CHECK_EQ(score.items[3].second.points, 2'000);
    CHECK_EQ(working_text(score.items[3].second.working, Language::zh_cn),
             "评分 2 2 0，组长仲裁为 2 分，评分 2，折合 2，÷ 3 × 30，得 20 分");
}

TEST_CASE("vetoes are armed once, confirmed by two, and withdrawn by the chief with a reason") {
    Desk desk;
    play(desk, {TestStarted{minute(0), "a"}});
    CHECK(desk.take(VetoConfirmed{minute(1), "b", "c", "v"}) == codes::scoring_wrong_state);
    play(desk, {VetoArmed{minute(1), "b", "v"}});
    CHECK(desk.take(VetoConfirmed{minute(1), "b", "b", "v"}) == codes::second_staff_missing);
    CHECK(desk.take(VetoConfirmed{minute(1), "b", "x", "v"}) == codes::examiner_not_of_row);
    play(desk, {VetoConfirmed{minute(1), "b", "c", "v"}});
    CHECK_FALSE(has_effect<StopWork>(desk));
    CHECK(desk.take(VetoConfirmed{minute(2), "b", "c", "v"}) == codes::scoring_wrong_state); // armed modes disarm after one use
    play(desk, {VetoArmed{minute(3), "b", "v"}, VetoConfirmed{minute(3), "b", "a", "v"}});
    CHECK(has_effect<StopWork>(desk));
    CHECK(has_effect<RaiseIncident>(desk));
    CHECK(score_of(desk.state)->vetoed);
    CHECK(desk.take(VetoWithdrawn{minute(4), "b", "v", "误判"}) == codes::examiner_not_of_row);
    CHECK(desk.take(VetoWithdrawn{minute(4), "a", "v", ""}) == codes::reason_missing);
    play(desk, {VetoWithdrawn{minute(4), "a", "v", "误判"}});
    CHECK_FALSE(score_of(desk.state)->vetoed);
    CHECK_EQ(score_of(desk.state)->applied.size(), 1u);
}

TEST_CASE("time runs on the boot clock, stands still in a pause, and overtime costs what the sheet says") {
    Desk desk;
    play(desk, {touch(0, "a", "p", counted(0)), TestStarted{minute(0), "a"},
                StationPaused{.at = minute(10), .by = "a", .cause = OutcomeCode::power_cut, .reason = "停电", .group = "g1"}});
    CHECK(desk.take(StationResumed{minute(30), "a", "g2"}) == codes::scoring_wrong_state);
    play(desk, {StationResumed{minute(30), "a", "g1"},
                StationCredited{.at = minute(40), .by = "a", .second = "b", .credit_ms = 5 * kMinuteMs, .reason = "换刀"}});
    CHECK(desk.take(StationCredited{.at = minute(41), .by = "a", .second = "a", .credit_ms = 1, .reason = "x"}) ==
          codes::second_staff_missing);
    CHECK(desk.take(StationCredited{.at = minute(41), .by = "a", .second = "b", .credit_ms = kWorkCreditMaxMs, .reason = "x"}) ==
          codes::credit_out_of_range);
    // 60 + 5 minutes allowed, 20 paused: the end is at minute 85, the bell at 100.
    REQUIRE(desk.ok(StationTick{minute(99)}));
    CHECK_FALSE(has_effect<StopWork>(desk));
    REQUIRE(desk.ok(StationTick{minute(100)}));
    CHECK(has_effect<StopWork>(desk));
    Instant stepped = minute(91);
    stepped.wall_ms -= 86'400'000; // somebody set the clock
    play(desk, {PieceHandedIn{.at = stepped, .by = "a", .second = "b", .candidate_confirmed = true}});
    CHECK_EQ(desk.state.overtime_ms, 6 * kMinuteMs);
    CHECK_EQ(score_of(desk.state)->items.back().second.points, 200);
}

TEST_CASE("the candidate goes on while the terminal is down") {
    Desk desk;
    play(desk, {TestStarted{minute(0), "a"}});
    CHECK(desk.take(PieceHandedIn{.at = minute(1, 2), .by = "a", .second = "b", .candidate_confirmed = true}) == codes::sitting_other_boot);
    Instant back = minute(2, 2);
    back.wall_ms = minute(33).wall_ms;
    play(desk, {TerminalBack{.last_alive = minute(20), .at = back, .by = "a"}});
    CHECK_EQ(worked_ms(desk.state.clock, back).value(), 33 * kMinuteMs);
}

TEST_CASE("a restart begins a new clock and new rows, and keeps the old ones aside") {
    Desk desk;
    play(desk, {TestStarted{minute(0), "a"}, touch(5, "a", "s", counted(9))});
    const StationRestarted restart{
        .at = minute(20), .by = "a", .second = "b", .cause = OutcomeCode::material_fault, .reason = "毛坯裂纹", .piece = "P-2"};
    StationRestarted alone = restart;
    alone.second = "a";
    CHECK(desk.take(alone) == codes::second_staff_missing);
    StationRestarted willing = restart;
    willing.cause = OutcomeCode::withdrew;
    CHECK(desk.take(willing) == codes::end_code_refused);
    play(desk, {restart});
    CHECK(desk.state.rows.empty());
    CHECK_EQ(desk.state.old_attempts.size(), 1u);
    CHECK_EQ(desk.state.old_attempts[0].worked_ms, 20 * kMinuteMs);
    CHECK_EQ(worked_ms(desk.state.clock, minute(25)).value(), 5 * kMinuteMs);
}

TEST_CASE("one touch pauses a group, or none of it") {
    std::vector<ScoringState> states;
    for (int i = 0; i < 3; ++i) {
        Desk desk;
        play(desk, {TestStarted{minute(0), "a"}});
        states.push_back(desk.state);
    }
    const StationPaused cut{.at = minute(10), .by = "a", .cause = OutcomeCode::power_cut, .reason = "停电", .group = "g"};
    const auto paused = step_group(states, cut);
    REQUIRE(paused.ok());
    for (const ScoringStep& one : *paused) CHECK(one.state.paused);
    states[1] = paused->at(1).state;
    CHECK(step_group(states, cut).code() == codes::scoring_wrong_state);
}

TEST_CASE("a coded end keeps what was earned, and what nobody saw is not done") {
    Desk desk;
    play(desk, {touch(0, "a", "p", counted(0)), TestStarted{minute(0), "a"}, touch(10, "b", "s", counted(2))});
    EndDetails details{.code = OutcomeCode::withdrew, .staff = "a", .second_staff = "b", .statement = "S-3"};
    play(desk, {TestEnded{minute(20), details}});
    CHECK(desk.take(TestEnded{minute(21), details}) == codes::scoring_wrong_state);
    play(desk, events_to_decision());
    play(desk, {TallyChecked{minute(80), "t", 3'800}});
    for (const char* who : {"a", "b", "c", "t", "q"}) play(desk, {ResultSigned{minute(81), who, payload_of(1)}});
    const SealedScores sealed = seal(desk.state).value();
    CHECK_EQ(sealed.points, 3'800);
    CHECK(sealed.value == ResultValue::points_so_far);
    CHECK(sealed.entries.rows.at("j").state == RowState::not_done);

    Desk absent;
    play(absent, {TestEnded{minute(0), {.code = OutcomeCode::absent, .staff = "a", .second_staff = "b"}}});
    CHECK(absent.state.stage == ScoringStage::ended);
    CHECK(absent.take(TestStarted{minute(1), "a"}) == codes::scoring_wrong_state);
    for (const char* who : {"a", "b", "q"}) play(absent, {ResultSigned{minute(2), who, payload_of(1)}});
    CHECK(seal(absent.state)->value == ResultValue::no_result);
}

TEST_CASE("not applicable needs two and a reason, and only where the sheet allows it") {
    Desk desk;
    play(desk, {TestStarted{minute(0), "a"}});
    RowTouched event = touch(1, "a", "m", {.state = RowState::not_applicable, .reading = {}, .zero_when = {}});
    CHECK(desk.take(event) == codes::second_staff_missing);
    event.second = "b";
    CHECK(desk.take(event) == codes::reason_missing);
    event.reason = "量具送检";
    CHECK(desk.ok(event));
    event.row = "s";
    CHECK(desk.take(event) == codes::not_applicable_refused);
}

TEST_CASE("practice makes no journal and can never be signed") {
    Desk desk(ScoringMode::practice);
    play(desk, events_to_hand_in());
    play(desk, events_to_decision());
    play(desk, {TallyChecked{minute(80), "t", score_of(desk.state)->points}});
    CHECK(desk.journal.empty());
    CHECK(desk.take(ResultSigned{minute(81), "a", payload_of(1)}) == codes::scoring_wrong_state);
    CHECK(seal(desk.state).code() == codes::scoring_wrong_state);
}

TEST_CASE("a row changed after the total was seen is listed for the supervisor") {
    Desk desk = handed_in();
    play(desk, {TotalSeen{minute(65), "a"}, touch(66, "a", "s", counted(1))});
    CHECK(desk.state.late_changes == std::vector<std::string>{"s"});
}

TEST_CASE("one examiner runs five stations through 150 minutes and no touch lands on another candidate") {
    FakeRandom random(7);
    std::vector<Desk> stations(5);
    std::vector<std::int64_t> expected(5, 0);
    for (Desk& desk : stations) play(desk, {TestStarted{minute(0), "a"}});
    std::int64_t at = 0;
    for (int i = 0; i < 60; ++i) {
        at += static_cast<std::int64_t>(random.below(3));
        const std::size_t station = random.below(5);
        play(stations[station], {touch(at, "a", "s", counted(++expected[station]))});
    }
    for (std::size_t i = 0; i < stations.size(); ++i) {
        const RowStatus status = row_status(stations[i].state, stations[i].state.rules->sheet.items[1]);
        if (expected[i] > 0) CHECK(status.entry == counted(expected[i]));
        CHECK_EQ(stations[i].journal.size(), static_cast<std::size_t>(expected[i]) + 1);
        CHECK(fold(stations[i].state.rules, stations[i].journal).value() == stations[i].state);
    }
}

TEST_CASE("exceptions that do not end the test are noted with their fields and cost what the spec says") {
    Desk desk = handed_in();
    const Points earned = 1'000 + 2'800 + 3'000 + 2'333;
    const auto note = [](OutcomeCode code) {
        return ExceptionNoted{minute(66), {.code = code, .reason = "铃前动手", .staff = "a", .second_staff = "b"}};
    };
    CHECK(desk.take(ExceptionNoted{minute(66), {.code = OutcomeCode::early_start, .staff = "a"}}) == codes::reason_missing);
    CHECK(desk.take(note(OutcomeCode::withdrew)) == codes::end_code_refused);
    play(desk, {note(OutcomeCode::warned)});
    CHECK_EQ(final_score(desk.state)->points, earned);
    play(desk, {note(OutcomeCode::early_start)});
    CHECK_EQ(final_score(desk.state)->points, earned - 300);
    play(desk, {note(OutcomeCode::late_stop)});
    CHECK_EQ(final_score(desk.state)->points, 7'919); // 91.33 less 3 less 9.133
    ExceptionNoted doubt = note(OutcomeCode::id_doubt);
    CHECK(desk.take(doubt) == codes::outcome_incomplete);
    doubt.details.statement = "refused";
    doubt.details.evidence = "P-2";
    play(desk, {doubt});
    CHECK(final_score(desk.state)->value == ResultValue::held);
    play(desk, events_to_decision());
    CHECK(desk.take(TallyChecked{minute(73), "t", earned}) == codes::tally_differs);
    CHECK(desk.take(note(OutcomeCode::warned)) == codes::scoring_wrong_state);
}

TEST_CASE("a test stopped for safety comes to what the veto's own effects say") {
    for (const int times : {1, 2}) {
        CAPTURE(times);
        Desk desk;
        play(desk, {touch(0, "a", "p", counted(0)), TestStarted{minute(0), "a"}, touch(10, "b", "s", counted(2))});
        for (int i = 0; i < times; ++i) play(desk, {VetoArmed{minute(11), "b", "v"}, VetoConfirmed{minute(11), "b", "a", "v"}});
        play(desk, {TestEnded{minute(12), {.code = OutcomeCode::safety_stop, .reason = "扳手", .staff = "b", .second_staff = "a"}}});
        CHECK_EQ(final_score(desk.state)->points, times == 1 ? 3'800 : 0); // the first is a warning, the second takes the total
        CHECK(final_score(desk.state)->verdict == SheetVerdict::fail);
    }
}

TEST_CASE("pictures are evidence of a row or of the test, each once and at most sixty-four, until the scores are decided") {
    Desk desk = handed_in();
    CHECK(desk.take(EvidenceTaken{minute(64), "", "s", payload_of(1)}) == codes::staff_missing);
    CHECK(desk.take(EvidenceTaken{minute(64), "a", "z", payload_of(1)}) == codes::sheet_reference);
    CHECK(desk.take(EvidenceTaken{minute(64), "a", "s", {}}) == codes::outcome_incomplete);
    play(desk, {EvidenceTaken{minute(64), "a", "s", payload_of(1)}, EvidenceTaken{minute(64), "q", "", payload_of(2)}});
    CHECK(desk.take(EvidenceTaken{minute(64), "a", "m", payload_of(1)}) == codes::scoring_wrong_state); // one file shows one thing
    CHECK(desk.state.pictures == std::vector<EvidencePicture>{{"s", payload_of(1)}, {"", payload_of(2)}});
    Desk full = desk;
    for (std::uint8_t i = 3; i <= kPicturesMax; ++i) play(full, {EvidenceTaken{minute(65), "a", "", payload_of(i)}});
    CHECK(full.take(EvidenceTaken{minute(65), "a", "", payload_of(200)}) == codes::sitting_full);
    play(desk, events_to_decision());
    CHECK(desk.take(EvidenceTaken{minute(73), "a", "s", payload_of(3)}) == codes::scoring_wrong_state);
}

TEST_CASE("a refused signature is noted with its reason, is no signature, and is named until it is given after all") {
    Desk desk = handed_in();
    CHECK(desk.take(SignatureRefused{minute(64), "q", ""}) == codes::reason_missing);
    CHECK(desk.take(SignatureRefused{minute(64), "x", "不认可"}) == codes::examiner_not_of_row);
    CHECK(desk.take(SignatureRefused{minute(64), "", "不认可"}) == codes::staff_missing);
    play(desk, {SignatureRefused{minute(64), std::string(kTheCandidate), "不认可扣分"}, SignatureRefused{minute(64), "c", "不认可"}});
    std::vector<ScoringEvent> closing = events_to_decision();
    const ScoringEvent decided = closing.back(), signed_by_c = closing[closing.size() - 2];
    closing.resize(closing.size() - 2);
    play(desk, closing);
    CHECK(desk.take(decided) == codes::signature_refused); // c's own sheet
    play(desk, {signed_by_c, decided, TallyChecked{minute(73), "t", score_of(desk.state)->points}});
    play(desk, {SignatureRefused{minute(74), "q", "程序有误"}});
    CHECK(missing_signers(desk.state) == std::vector<std::string>{"q", "a", "b", "c", "t"});
    for (const char* who : {"a", "b", "t"}) play(desk, {ResultSigned{minute(74), who, payload_of(1)}});
    CHECK(desk.state.stage == ScoringStage::written_up);
    const auto lacking = seal(desk.state);
    REQUIRE_FALSE(lacking.ok());
    CHECK(lacking.code() == codes::signature_refused);
    CHECK_EQ(lacking.error().context, "q");
    play(desk, {ResultSigned{minute(75), "q", payload_of(1)}, ResultSigned{minute(75), "c", payload_of(1)}});
    CHECK(seal(desk.state).ok());
    CHECK_EQ(desk.state.refusals.size(), 3u); // that it was refused first stays on record
    CHECK(desk.take(SignatureRefused{minute(76), "q", "反悔"}) == codes::scoring_wrong_state);
    CHECK(fold(desk.state.rules, desk.journal).value() == desk.state);
}

TEST_CASE("whose signature is missing is told by name") {
    Desk desk = handed_in();
    play(desk, events_to_decision());
    play(desk, {TallyChecked{minute(73), "t", score_of(desk.state)->points}});
    for (const char* who : {"q", "a", "b", "t"}) play(desk, {ResultSigned{minute(74), who, payload_of(1)}});
    const auto lacking = seal(desk.state);
    REQUIRE_FALSE(lacking.ok());
    CHECK(lacking.code() == codes::scoring_signature_missing);
    CHECK_EQ(lacking.error().context, "c");
}

TEST_CASE("a note stands beside an entry, changes no score, is taken back by an empty one, and ends with the own signature") {
    const auto note = [](const char* by, const char* row, std::string text) { return RowNoted{minute(64), by, row, std::move(text)}; };
    Desk desk;
    REQUIRE_EQ(desk.play(events_to_hand_in()), "");
    CHECK(desk.take(note("c", "m", "量爪松")) == codes::change_unknown); // c has not measured
    CHECK(desk.take(note("x", "s", "扳手")) == codes::examiner_not_of_row);
    CHECK(desk.take(note("a", "z", "扳手")) == codes::sheet_reference);
    CHECK(desk.take(note("a", "s", std::string(kNoteMax + 1, 'x'))) == codes::staff_text_too_long);
    CHECK(desk.take(note("a", "s", "\xff")) == codes::staff_text_too_long);
    const auto score = score_of(desk.state).value().points;
    CHECK_EQ(desk.play({note("a", "s", "扳手放在导轨上"), note("a", "m", "复测一次"), note("b", "j", "手不稳")}), "");
    CHECK_EQ(score_of(desk.state).value().points, score);
    CHECK_EQ(visible_entries(desk.state, "s", "b").at(0).note, "扳手放在导轨上"); // noted together: everybody's
    for (const RowSlot& slot : visible_entries(desk.state, "j", "a")) CHECK(slot.note.empty()); // blind is blind
    CHECK_EQ(desk.play({touch(64, "b", "j", judge_entry(1))}), "");
    CHECK_EQ(visible_entries(desk.state, "j", "b").at(0).note, "手不稳"); // of the entry, whatever it was changed to
    CHECK_EQ(desk.play({note("b", "s", "")}), "");
    CHECK(visible_entries(desk.state, "s", "a").at(0).note.empty());
    CHECK_EQ(desk.play({RowUndone{minute(64), "b", "j"}, RowUndone{minute(64), "b", "j"}, touch(65, "b", "j", judge_entry(2))}), "");
    CHECK(visible_entries(desk.state, "j", "b").at(0).note.empty()); // it went with its entry
    std::vector<ScoringEvent> signing = events_to_decision();
    signing.pop_back();
    REQUIRE_EQ(desk.play(signing), "");
    CHECK(desk.take(note("a", "s", "晚了")) == codes::scoring_wrong_state);
    CHECK_EQ(fold(desk.state.rules, desk.journal).value(), desk.state);
}

TEST_CASE("a sealed piece is not measured to the end before somebody of the panel has looked at its seal") {
    Desk desk;
    std::vector<ScoringEvent> events = events_to_hand_in();
    std::erase_if(events, [](const ScoringEvent& event) { return std::holds_alternative<SealChecked>(event); });
    REQUIRE_EQ(desk.play({touch(0, "a", "p", counted(0)), TestStarted{minute(0), "a"}}), "");
    CHECK(desk.take(SealChecked{minute(1), "a", true}) == codes::scoring_wrong_state); // nothing is handed in
    Desk other;
    REQUIRE_EQ(other.play(events), "");
    CHECK(seal_waits(other.state));
    REQUIRE_EQ(other.play({PhaseFinished{minute(70), "a", Phase::prep}, PhaseFinished{minute(70), "a", Phase::on_site}}), "");
    CHECK(other.take(PhaseFinished{minute(70), "a", Phase::workpiece}) == codes::scoring_wrong_state);
    CHECK(other.take(SealChecked{minute(71), "q", true}) == codes::examiner_not_of_row); // a supervisor is not of the panel
    CHECK_EQ(other.play({SealChecked{minute(71), "b", false}}), "");
    CHECK_FALSE(other.state.seal_intact.value()); // it is on record, and the work goes on
    CHECK_EQ(other.play({PhaseFinished{minute(72), "a", Phase::workpiece}}), "");
    CHECK(other.take(SealChecked{minute(73), "b", true}) == codes::scoring_wrong_state);
}

TEST_CASE("notes of one examiner are limited, and changing one is always possible") {
    ScoringRules rules = *small_test();
    rules.sheet.items.clear();
    for (std::size_t i = 0; i <= kNotesMax; ++i) rules.sheet.items.push_back(count_row("r" + std::to_string(i), "M1", 10));
    Desk desk(std::make_shared<const ScoringRules>(std::move(rules)));
    REQUIRE_EQ(desk.play({TestStarted{minute(0), "a"}}), "");
    const auto noted = [&](std::size_t i) {
        const std::string row = "r" + std::to_string(i);
        return desk.ok(touch(1, "a", row, counted(0))) ? desk.take(RowNoted{minute(1), "a", row, "n"}) : codes::sheet_reference;
    };
    for (std::size_t i = 0; i < kNotesMax; ++i) REQUIRE(noted(i) == codes::internal);
    CHECK(noted(kNotesMax) == codes::sitting_full);
    CHECK(desk.ok(RowNoted{minute(1), "a", "r0", "other"}));
    CHECK(desk.ok(RowNoted{minute(1), "a", "r1", ""}));
    CHECK(noted(kNotesMax) == codes::internal);
}

TEST_CASE("who the person is and how the station stands is noted before the start, and never after it") {
    Desk desk;
    CHECK(desk.take(PersonIdentified{minute(0), "", assessment::IdentityCheck::match}) == codes::staff_missing);
    play(desk, {PersonIdentified{minute(0), "a", assessment::IdentityCheck::mismatch}, ConditionChecked{minute(0), "a", "machine", ConditionMark::bad},
                ConditionChecked{minute(1), "b", "machine", ConditionMark::good}});
    CHECK(desk.state.conditions == std::map<std::string, ConditionMark, std::less<>>{{"machine", ConditionMark::good}});
    CHECK(desk.take(ConditionChecked{minute(1), "a", "", ConditionMark::good}) == codes::reason_missing);
    CHECK(desk.take(TestStarted{minute(2), "a"}) == codes::scoring_wrong_state); // somebody else is in the room
    play(desk, {PersonIdentified{minute(2), "a", assessment::IdentityCheck::match}, TestStarted{minute(3), "a"}});
    CHECK(desk.take(PersonIdentified{minute(4), "a", assessment::IdentityCheck::doubt}) == codes::scoring_wrong_state);
    CHECK(desk.take(ConditionChecked{minute(4), "a", "machine", ConditionMark::bad}) == codes::scoring_wrong_state);
}

TEST_CASE("more conditions than any station has are refused") {
    Desk desk;
    for (std::size_t i = 0; i < kConditionsMax; ++i)
        REQUIRE(desk.ok(ConditionChecked{minute(0), "a", "c" + std::to_string(i), ConditionMark::good}));
    CHECK(desk.take(ConditionChecked{minute(0), "a", "one more", ConditionMark::good}) == codes::sitting_full);
    CHECK(desk.ok(ConditionChecked{minute(0), "a", "c0", ConditionMark::unseen}));
}
