#include "core/assessment/sitting.h"

#include "core/base/codes/assessment.h"
#include "core/base/limits.h"
#include "tests/core/assessment/fixtures.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

// A sitting with its journal, as the program keeps it.
struct Run {
    SittingState state = sitting_start(small_rules());
    std::vector<SittingEvent> journal;
    std::vector<SittingEffect> last;

    Result<void> feed(const SittingEvent& event) {
        last = TRY(advance(state, event));
        for (const SittingEffect& effect : last) {
            if (const auto* append = std::get_if<AppendEvent>(&effect)) journal.push_back(append->event);
        }
        return success();
    }
    void must(const SittingEvent& event) { REQUIRE(feed(event).ok()); }
    Code refusal(const SittingEvent& event) { return feed(event).code(); }
    bool asks_to_collect(HandInCause cause) const {
        return std::any_of(last.begin(), last.end(), [cause](const SittingEffect& effect) {
            const auto* collect = std::get_if<Collect>(&effect);
            return collect != nullptr && collect->cause == cause;
        });
    }
};

Run running(std::int64_t late_ms = 0) {
    Run run;
    for (const SittingEvent& event : events_to_start(late_ms)) run.must(event);
    return run;
}

} // namespace

TEST_CASE("event numbers are stable, for they stand in journals") {
    CHECK_EQ(event_type(Opened{}), 1);
    CHECK_EQ(event_type(IdentityChecked{}), 2);
    CHECK_EQ(event_type(TextAccepted{}), 5);
    CHECK_EQ(event_type(Started{}), 7);
    CHECK_EQ(event_type(ResponseSet{}), 8);
    CHECK_EQ(event_type(ResponseCleared{}), 9);
    CHECK_EQ(event_type(ItemShown{}), 13);
    CHECK_EQ(event_type(HandedIn{}), 18);
    CHECK_EQ(event_type(TimeUp{}), 19);
    CHECK_EQ(event_type(Interrupted{}), 20);
    CHECK_EQ(event_type(ReleasedByStaff{}), 21);
    CHECK_EQ(event_type(SeatReleased{}), 26);
    CHECK_EQ(event_type(Tick{}), 101);
    CHECK_EQ(event_type(OptionTouched{}), 102);
    CHECK_FALSE(is_journalled(Tick{}));
    CHECK(is_journalled(SeatReleased{}));
}

TEST_CASE("texts are accepted one after the other and with the very hash that is due") {
    Run run;
    run.must(Opened{at_ms(0)});
    CHECK(run.refusal(TextAccepted{.at = at_ms(0), .text = "rules", .hash = hash_of(1)}) == codes::sitting_wrong_phase);
    run.must(IdentityConfirmed{at_ms(0)});
    CHECK(run.refusal(TextAccepted{.at = at_ms(0), .text = "pledge", .hash = hash_of(2)}) == codes::text_out_of_order);
    CHECK(run.refusal(TextAccepted{.at = at_ms(0), .text = "rules", .hash = hash_of(9)}) == codes::text_hash_differs);
    run.must(TextAccepted{.at = at_ms(0), .text = "rules", .hash = hash_of(1)});
    CHECK(run.refusal(Started{.at = at_ms(0)}) == codes::sitting_wrong_phase);
}

TEST_CASE("refusing the pledge ends as NO_PLEDGE without a result and without anything to collect") {
    Run run;
    run.must(Opened{at_ms(0)});
    run.must(IdentityConfirmed{at_ms(0)});
    run.must(TextAccepted{.at = at_ms(0), .text = "rules", .hash = hash_of(1)});
    run.must(TextRefused{.at = at_ms(0), .text = "pledge", .hash = hash_of(2)});
    CHECK(run.state.phase == SittingPhase::ended);
    CHECK(run.state.end_code == OutcomeCode::no_pledge);
    CHECK(result_value(run.state) == ResultValue::no_result);
    CHECK_FALSE(run.asks_to_collect(HandInCause::staff));
}

TEST_CASE("not me calls staff, and only staff go on from there") {
    Run run;
    run.must(Opened{at_ms(0)});
    run.must(IdentityRefused{at_ms(0)});
    CHECK(std::holds_alternative<CallStaff>(run.last.back()));
    CHECK(run.refusal(IdentityConfirmed{at_ms(0)}) == codes::sitting_wrong_phase);
    CHECK(run.refusal(SeatReleased{.at = at_ms(0), .staff = " "}) == codes::staff_missing);
    run.must(SeatReleased{.at = at_ms(0), .staff = "J01"});
    CHECK(std::holds_alternative<WipeSeat>(run.last.back()));
}

TEST_CASE("a doubt about identity needs two staff, lets the sitting go on, and holds the result") {
    Run run = running();
    CHECK(run.refusal(IdentityChecked{.at = at_ms(1), .check = IdentityCheck::doubt, .staff = "J01", .second_staff = "J01"}) ==
          codes::second_staff_missing);
    run.must(IdentityChecked{.at = at_ms(1), .check = IdentityCheck::doubt, .staff = "J01", .second_staff = "J02"});
    CHECK(run.state.phase == SittingPhase::answering);
    CHECK(result_value(run.state) == ResultValue::held);
}

TEST_CASE("a mismatch of identity stops the sitting as IMPERSONATION and collects what there is") {
    Run run = running();
    run.must(IdentityChecked{.at = at_ms(1), .check = IdentityCheck::mismatch, .staff = "J01", .second_staff = "J02"});
    CHECK(run.state.end_code == OutcomeCode::impersonation);
    CHECK(run.asks_to_collect(HandInCause::staff));
    CHECK(result_value(run.state) == ResultValue::held);
}

TEST_CASE("a late arrival gets none of the time back, and beyond the limit does not start") {
    Run run = running(10 * kMinuteMs);
    CHECK_EQ(remaining_ms(run.state, at_ms(0)).value(), 80 * kMinuteMs);
    Run late;
    const std::vector<SittingEvent> events = events_to_start(15 * kMinuteMs + 1);
    for (std::size_t i = 0; i + 1 < events.size(); ++i) late.must(events[i]);
    CHECK(late.refusal(events.back()) == codes::late_beyond_limit);
}

TEST_CASE("a second choice of the chosen single option does nothing") {
    Run run = running();
    run.must(OptionTouched{.at = at_ms(1'000), .item = "q1", .option = "b"});
    CHECK_EQ(run.state.items[0].saved_sequence, 6);
    const SittingState before = run.state;
    run.must(OptionTouched{.at = at_ms(9'000), .item = "q1", .option = "b"});
    CHECK(run.last.empty());
    CHECK(run.state == before);
}

TEST_CASE("an answer that does not fit its item is refused and changes nothing") {
    Run run = running();
    const SittingState before = run.state;
    CHECK(run.refusal(OptionTouched{.at = at_ms(1), .item = "q1", .option = "z"}) == codes::response_misfits);
    CHECK(run.refusal(OptionTouched{.at = at_ms(1), .item = "q4", .option = "a"}) == codes::response_misfits);
    CHECK(run.refusal(OptionTouched{.at = at_ms(1), .item = "q9", .option = "a"}) == codes::item_unknown);
    CHECK(run.refusal(ResponseSet{.at = at_ms(1), .item = "q1", .response = chose({"a", "b"})}) == codes::response_misfits);
    CHECK(run.refusal(ResponseSet{.at = at_ms(1), .item = "q2", .response = chose({"b", "a"})}) == codes::response_misfits);
    CHECK(run.refusal(ResponseSet{.at = at_ms(1), .item = "q4", .response = ShortText{"8.2"}}) == codes::response_misfits);
    CHECK(run.refusal(ResponseSet{.at = at_ms(1), .item = "q5", .response = ShortText{std::string(513, 'x')}}) == codes::response_misfits);
    CHECK(run.refusal(ResponseSet{.at = at_ms(1), .item = "q5", .response = ShortText{"\xff"}}) == codes::response_misfits);
    CHECK(run.refusal(ResponseSet{.at = at_ms(1), .item = "q1", .response = {}}) == codes::response_misfits);
    CHECK(run.state == before);
}

TEST_CASE("every answer that ever stood can be looked at and restored") {
    Run run = running();
    run.must(ResponseSet{.at = at_ms(1), .item = "q5", .response = ShortText{"欧姆"}});
    run.must(ResponseSet{.at = at_ms(2), .item = "q5", .response = ShortText{"安培"}});
    run.must(ResponseCleared{.at = at_ms(3), .item = "q5"});
    const std::vector<AnswerChange> history = history_of(run.state, "q5");
    REQUIRE_EQ(history.size(), 3);
    CHECK(history[0].response == Response{ShortText{"欧姆"}});
    CHECK_FALSE(is_answered(history[2].response));
    CHECK(run.refusal(ResponseRestored{.at = at_ms(4), .item = "q5", .sequence = 1}) == codes::change_unknown);
    run.must(ResponseRestored{.at = at_ms(4), .item = "q5", .sequence = history[0].sequence});
    CHECK(run.state.items[4].response == Response{ShortText{"欧姆"}});
    CHECK_EQ(history_of(run.state, "q5").size(), 4);
}

TEST_CASE("unanswered and flagged items are listed for the hand-in page") {
    Run run = running();
    run.must(ResponseSet{.at = at_ms(1), .item = "q1", .response = chose({"a"})});
    run.must(FlagSet{.at = at_ms(2), .item = "q3"});
    CHECK_EQ(answered_count(run.state), 1);
    CHECK(unanswered_items(run.state) == std::vector<std::size_t>{1, 2, 3, 4});
    CHECK(flagged_items(run.state) == std::vector<std::size_t>{2});
    CHECK_EQ(responses(run.state).size(), 5);
}

TEST_CASE("notices are shown once, by ticks, and journalled") {
    Run run = running();
    run.must(Tick{at_ms(74 * kMinuteMs)});
    CHECK(run.last.empty());
    run.must(Tick{at_ms(75 * kMinuteMs)});
    REQUIRE_EQ(run.last.size(), 2);
    CHECK(run.last[1] == SittingEffect(ShowNotice{15 * kMinuteMs}));
    run.must(Tick{at_ms(75 * kMinuteMs + 1)});
    CHECK(run.last.empty());
    run.must(Tick{at_ms(85 * kMinuteMs)});
    CHECK(run.last[1] == SittingEffect(ShowNotice{5 * kMinuteMs}));
}

TEST_CASE("at zero the input freezes and the paper is collected without asking") {
    Run run = running();
    run.must(ResponseSet{.at = at_ms(1), .item = "q1", .response = chose({"a"})});
    const Instant end = at_ms(90 * kMinuteMs);
    CHECK(run.refusal(TimeUp{at_ms(90 * kMinuteMs - 1)}) == codes::sitting_time_left);
    CHECK(run.refusal(ResponseSet{.at = end, .item = "q1", .response = chose({"b"})}) == codes::sitting_time_over);
    CHECK(run.refusal(OptionTouched{.at = end, .item = "q1", .option = "b"}) == codes::sitting_time_over);
    CHECK(run.refusal(TimeCredited{.at = end, .credit_ms = 1, .reason = "x", .staff = "J01"}) == codes::sitting_time_over);
    run.must(Tick{end});
    CHECK(run.state.phase == SittingPhase::handed_in);
    CHECK(run.state.hand_in == HandInCause::time_up);
    CHECK(run.asks_to_collect(HandInCause::time_up));
    CHECK_EQ(run.state.active_ms, 90 * kMinuteMs);
    CHECK(run.state.items[0].response == Response{chose({"a"})});
}

TEST_CASE("collection at zero also takes a candidate who is looking at the hand-in page") {
    Run run = running();
    run.must(HandInRequested{at_ms(89 * kMinuteMs)});
    run.must(HandInConfirmed{at_ms(89 * kMinuteMs)});
    CHECK(run.refusal(HandedIn{at_ms(90 * kMinuteMs)}) == codes::sitting_time_over);
    run.must(Tick{at_ms(90 * kMinuteMs)});
    CHECK(run.state.hand_in == HandInCause::time_up);
}

TEST_CASE("refuses a second hand-in") {
    Run run = running();
    const Instant now = at_ms(40 * kMinuteMs);
    run.must(HandInRequested{now});
    run.must(HandInConfirmed{now});
    run.must(HandedIn{now});
    CHECK(run.asks_to_collect(HandInCause::candidate));
    CHECK_EQ(run.state.active_ms, 40 * kMinuteMs);
    for (const SittingEvent& event : std::vector<SittingEvent>{HandInRequested{now}, HandInConfirmed{now}, HandedIn{now}, TimeUp{now},
                                                               ResponseSet{.at = now, .item = "q1", .response = chose({"a"})}})
        CHECK(run.refusal(event) == codes::sitting_wrong_phase);
}

TEST_CASE("killed and reopened in the same boot: the outage is exact and not a millisecond is lost") {
    Run run = running();
    run.must(ResponseSet{.at = at_ms(10'000), .item = "q1", .response = chose({"a"})});
    run.must(Interrupted{.last_alive = at_ms(20'000), .at = at_ms(80'000)});
    CHECK(run.state.outages.back().outage == Outage{.length_ms = 60'000, .estimated = false});
    CHECK_EQ(remaining_ms(run.state, at_ms(500'000)).value(), 90 * kMinuteMs - 20'000);
    CHECK(run.refusal(OptionTouched{.at = at_ms(90'000), .item = "q1", .option = "b"}) == codes::sitting_wrong_phase);
    CHECK(run.refusal(ReleasedByStaff{.at = at_ms(100'000), .credit_ms = 0, .reason = "", .staff = "J01"}) == codes::reason_missing);
    run.must(ReleasedByStaff{.at = at_ms(100'000), .credit_ms = 0, .reason = "程序重启", .staff = "J01"});
    CHECK_EQ(remaining_ms(run.state, at_ms(101'000)).value(), 90 * kMinuteMs - 21'000);
    CHECK(run.state.items[0].response == Response{chose({"a"})});
}

TEST_CASE("after a reboot the outage is a wall difference, flagged as estimated") {
    Run run = running();
    run.must(Interrupted{.last_alive = at_ms(20'000), .at = at_ms(140'000, 2)});
    CHECK(run.state.outages.back().outage == Outage{.length_ms = 120'000, .estimated = true});
    run.must(ReleasedByStaff{.at = at_ms(150'000, 2), .credit_ms = 60'000, .reason = "断电", .staff = "J01"});
    CHECK_EQ(remaining_ms(run.state, at_ms(150'000, 2)).value(), 91 * kMinuteMs - 20'000);
    CHECK_EQ(run.state.credited_ms, 60'000);
}

TEST_CASE("an alive file older than the journal does not give back time that was used") {
    Run run = running();
    run.must(ResponseSet{.at = at_ms(30'000), .item = "q1", .response = chose({"a"})});
    run.must(Interrupted{.last_alive = at_ms(29'200), .at = at_ms(60'000)});
    CHECK_EQ(remaining_ms(run.state, at_ms(60'000)).value(), 90 * kMinuteMs - 30'000);
}

TEST_CASE("an alive file from another boot or from the future is not believed") {
    Run stale = running();
    stale.must(ResponseSet{.at = at_ms(30'000), .item = "q1", .response = chose({"a"})});
    stale.must(Interrupted{.last_alive = at_ms(5'000'000, 7), .at = at_ms(60'000)});
    CHECK_EQ(remaining_ms(stale.state, at_ms(60'000)).value(), 90 * kMinuteMs - 30'000);
    Run future = running();
    future.must(Interrupted{.last_alive = at_ms(80 * kMinuteMs), .at = at_ms(60'000)});
    CHECK_EQ(remaining_ms(future.state, at_ms(60'000)).value(), 89 * kMinuteMs);
}

TEST_CASE("killed twice before staff came") {
    Run run = running();
    run.must(Interrupted{.last_alive = at_ms(20'000), .at = at_ms(30'000)});
    run.must(Interrupted{.last_alive = at_ms(40'000), .at = at_ms(50'000, 2)});
    CHECK_EQ(run.state.outages.size(), 2);
    run.must(ReleasedByStaff{.at = at_ms(60'000, 2), .credit_ms = 0, .reason = "断电", .staff = "J01"});
    CHECK_EQ(remaining_ms(run.state, at_ms(60'000, 2)).value(), 90 * kMinuteMs - 20'000);
}

TEST_CASE("killed before the start: back where the candidate was, with no time to credit") {
    Run run;
    run.must(Opened{at_ms(0)});
    run.must(IdentityConfirmed{at_ms(0)});
    run.must(Interrupted{.last_alive = at_ms(5), .at = at_ms(10)});
    CHECK(run.refusal(ReleasedByStaff{.at = at_ms(20), .credit_ms = 1, .reason = "x", .staff = "J01"}) == codes::credit_out_of_range);
    run.must(ReleasedByStaff{.at = at_ms(20), .credit_ms = 0, .reason = "x", .staff = "J01"});
    CHECK(run.state.phase == SittingPhase::identity_confirmed);
}

TEST_CASE("killed during a pause: still paused after the release") {
    Run run = running();
    run.must(Paused{.at = at_ms(10'000), .cause = OutcomeCode::power_cut, .reason = "停电", .staff = "J01"});
    run.must(Interrupted{.last_alive = at_ms(20'000), .at = at_ms(30'000, 2)});
    run.must(ReleasedByStaff{.at = at_ms(40'000, 2), .credit_ms = 0, .reason = "断电", .staff = "J01"});
    CHECK(run.state.phase == SittingPhase::paused);
    run.must(Resumed{.at = at_ms(50'000, 2), .credit_ms = 0, .staff = "J01"});
    CHECK_EQ(remaining_ms(run.state, at_ms(50'000, 2)).value(), 90 * kMinuteMs - 10'000);
}

TEST_CASE("a running sitting asked under another boot says so instead of guessing") {
    Run run = running();
    CHECK(run.refusal(Tick{at_ms(1, 2)}) == codes::sitting_other_boot);
    CHECK(run.refusal(OptionTouched{.at = at_ms(1, 2), .item = "q1", .option = "a"}) == codes::sitting_other_boot);
}

TEST_CASE("credit has a limit, a reason and a name") {
    Run run = running();
    CHECK(run.refusal(TimeCredited{.at = at_ms(1), .credit_ms = -1, .reason = "x", .staff = "J01"}) == codes::credit_out_of_range);
    CHECK(run.refusal(TimeCredited{.at = at_ms(1), .credit_ms = 0, .reason = "x", .staff = "J01"}) == codes::credit_out_of_range);
    CHECK(run.refusal(TimeCredited{.at = at_ms(1), .credit_ms = kCreditMaxMs + 1, .reason = "x", .staff = "J01"}) ==
          codes::credit_out_of_range);
    CHECK(run.refusal(TimeCredited{.at = at_ms(1), .credit_ms = 1, .reason = " ", .staff = "J01"}) == codes::reason_missing);
    CHECK(run.refusal(TimeCredited{.at = at_ms(1), .credit_ms = 1, .reason = "x", .staff = std::string(65, 'x')}) ==
          codes::staff_text_too_long);
}

TEST_CASE("a sitting whose journal is full can still be handed in, but not be changed any more") {
    Run run = running();
    run.state.next_sequence = kEventsOfSittingMax - 999;
    const Instant now = at_ms(40 * kMinuteMs);
    CHECK(run.refusal(FlagSet{.at = now, .item = "q1"}) == codes::sitting_full);
    run.must(HandInRequested{now});
    CHECK(run.refusal(HandInWithdrawn{now}) == codes::sitting_full);
    run.must(HandInConfirmed{now});
    run.must(HandedIn{now});
}

TEST_CASE("a journal with a step that is not allowed, or that changed nothing, is broken at that place") {
    Run run = running();
    std::vector<SittingEvent> journal = run.journal;
    CHECK(fold(small_rules(), journal).ok());
    journal.push_back(HandedIn{at_ms(40 * kMinuteMs)});
    CHECK(fold(small_rules(), journal).error().context.starts_with("6 handed_in"));
    journal.back() = Tick{at_ms(5)};
    CHECK(fold(small_rules(), journal).code() == codes::journal_broken);
    journal.back() = FlagCleared{.at = at_ms(5), .item = "q1"};
    CHECK(fold(small_rules(), journal).code() == codes::journal_broken);
}

TEST_CASE("the rules of a sitting come from spec, paper and accommodation") {
    const AssessmentSpec spec = electrician_spec();
    const ItemPool pool = ItemPool::build(bank_for(spec, 40)).value();
    const Paper paper = assemble(spec, pool, 1)->paper;
    const CandidatePaper shown = candidate_paper(spec, pool, paper, {}).value();
    const SittingRules rules = sitting_rules(spec, pool, shown, {.extra_ms = 30 * kMinuteMs, .exemption = {}}, {}).value();
    CHECK_EQ(rules.items.size(), 100);
    CHECK_EQ(rules.items[0].id, shown.items[0].item);
    CHECK(rules.items[0].options == std::vector<std::string>{"a", "b", "c", "d"});
    CHECK(sitting_rules(spec, pool, shown, {.extra_ms = -1, .exemption = {}}, {}).code() == codes::credit_out_of_range);
}
