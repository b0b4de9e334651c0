// The rules of a sitting as tables: transitions, coded ends, hand-in, touches.
#include "core/assessment/sitting.h"

#include "core/base/codes/assessment.h"
#include "tests/core/assessment/fixtures.h"
#include "tests/support/table.h"

#include <map>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

const std::string kSittingTable = KAOGONG_SOURCE_DIR "/tests/tables/sitting.txt";

SittingState after(SittingState state, const std::vector<SittingEvent>& events) {
    for (const SittingEvent& event : events) {
        const auto effects = advance(state, event);
        CAPTURE(event_name(event));
        REQUIRE(effects.ok());
    }
    return state;
}

SittingState fresh() {
    return sitting_start(small_rules());
}

// A sitting in each phase. From answering on it has two answers to q1: sequences 6 and 7.
std::map<std::string, SittingState> all_phases() {
    const Instant early = at_ms(-60'000);
    const Instant now = at_ms(44 * kMinuteMs);
    std::map<std::string, SittingState> states;
    states.emplace("empty", fresh());
    states.emplace("signed_in", after(fresh(), {Opened{early}}));
    states.emplace("identity_refused", after(states.at("signed_in"), {IdentityRefused{early}}));
    states.emplace("identity_confirmed", after(states.at("signed_in"), {IdentityConfirmed{early}}));
    const std::vector<SittingEvent> start = events_to_start();
    states.emplace("waiting", after(fresh(), {start.begin(), start.end() - 1}));
    states.emplace("answering", after(fresh(), start));
    states.at("answering") = after(states.at("answering"), {ResponseSet{.at = at_ms(1), .item = "q1", .response = chose({"a"})},
                                                            ResponseSet{.at = at_ms(2), .item = "q1", .response = chose({"b"})}});
    const SittingState& answering = states.at("answering");
    states.emplace("reviewing", after(answering, {HandInRequested{now}}));
    states.emplace("confirming", after(answering, {HandInRequested{now}, HandInConfirmed{now}}));
    states.emplace("interrupted", after(answering, {Interrupted{.last_alive = now, .at = now}}));
    states.emplace("paused", after(answering, {Paused{.at = now, .cause = OutcomeCode::power_cut, .reason = "停电", .staff = "J01"}}));
    states.emplace("handed_in", after(answering, {HandInRequested{now}, HandInConfirmed{now}, HandedIn{now}}));
    states.emplace("ended", after(answering, {EndedByStaff{.at = now, .code = OutcomeCode::stopped, .reason = "违纪", .staff = "J01"}}));
    states.emplace("released", after(states.at("handed_in"), {SeatReleased{.at = now, .staff = "J01"}}));
    return states;
}

std::map<std::string, SittingEvent> all_events() {
    const Instant now = at_ms(45 * kMinuteMs);
    const std::vector<SittingEvent> events = {
        Opened{now},
        IdentityChecked{.at = now, .check = IdentityCheck::match, .staff = "J01", .second_staff = {}},
        IdentityConfirmed{now},
        IdentityRefused{now},
        TextAccepted{.at = now, .text = "rules", .hash = hash_of(1)},
        TextRefused{.at = now, .text = "rules", .hash = hash_of(1)},
        Started{.at = now},
        ResponseSet{.at = now, .item = "q2", .response = chose({"a", "c"})},
        ResponseCleared{.at = now, .item = "q1"},
        ResponseRestored{.at = now, .item = "q1", .sequence = 6},
        FlagSet{.at = now, .item = "q1"},
        FlagCleared{.at = now, .item = "q1"},
        ItemShown{.at = now, .item = "q3"},
        NoticeShown{.at = now, .threshold_ms = 15 * kMinuteMs},
        HandInRequested{now},
        HandInWithdrawn{now},
        HandInConfirmed{now},
        HandedIn{now},
        TimeUp{now},
        Interrupted{.last_alive = now, .at = now},
        ReleasedByStaff{.at = now, .credit_ms = 0, .reason = "断电", .staff = "J01"},
        Paused{.at = now, .cause = OutcomeCode::environment, .reason = "火警", .staff = "J01"},
        Resumed{.at = now, .credit_ms = 0, .staff = "J01"},
        TimeCredited{.at = now, .credit_ms = 60'000, .reason = "噪声", .staff = "J01"},
        EndedByStaff{.at = now, .code = OutcomeCode::stopped, .reason = "违纪", .staff = "J01", .second_staff = {}},
        SeatReleased{.at = now, .staff = "J01"},
        Tick{now},
        OptionTouched{.at = now, .item = "q2", .option = "d"},
    };
    std::map<std::string, SittingEvent> named;
    for (const SittingEvent& event : events) named.emplace(event_name(event), event);
    return named;
}

} // namespace

TEST_CASE("a sitting goes from phase to phase as the table says, and a refusal changes nothing") {
    const std::map<std::string, SittingState> states = all_phases();
    const std::map<std::string, SittingEvent> events = all_events();
    const Table table = read_table(kSittingTable, "transitions");
    CHECK_EQ(table.rows.size(), events.size());
    for (const TableRow& row : table.rows) {
        const SittingEvent& event = events.at(row.text("event"));
        for (const auto& [phase, state] : states) {
            CAPTURE(row.text("event"));
            CAPTURE(phase);
            CHECK_EQ(phase_name(state.phase), phase);
            const auto result = step(state, event);
            const std::string& cell = row.text(phase);
            CHECK_EQ(result.ok(), cell != ".");
            if (result) CHECK_EQ(phase_name(result->state.phase), cell == "=" ? phase : cell);
            SittingState tried = state;
            const auto effects = advance(tried, event);
            CHECK_EQ(effects.ok(), result.ok());
            if (!result) CHECK(tried == state);
            if (result) CHECK(tried == result->state);
        }
    }
}

TEST_CASE("coded ends are possible when the table says, and give its result") {
    const std::map<std::string, SittingState> states = all_phases();
    for (const TableRow& row : read_table(kSittingTable, "coded ends").rows) {
        CAPTURE(row.text("code"));
        const OutcomeFacts& facts = outcome_facts(find_outcome(row.text("code")).value());
        CHECK_EQ(facts.deciders, row.number("staff"));
        const auto try_in = [&](const char* phase, const char* second) {
            return step(
                states.at(phase),
                EndedByStaff{.at = at_ms(45 * kMinuteMs), .code = facts.code, .reason = "见记录", .staff = "J01", .second_staff = second});
        };
        CHECK_EQ(try_in("waiting", "J02").ok(), row.text("before") == "yes");
        CHECK_EQ(try_in("answering", "J02").ok(), row.text("after") == "yes");
        if (facts.deciders == 2 && facts.ends == EndsTheory::any_time) {
            CHECK(try_in("answering", "").code() == codes::second_staff_missing);
            CHECK(try_in("answering", "J01").code() == codes::second_staff_missing);
        }
        if (const auto ended = try_in("waiting", "J02")) {
            const std::map<ResultValue, std::string> names = {
                {ResultValue::normal, "normal"}, {ResultValue::no_result, "no_result"},
                {ResultValue::zero, "zero"},     {ResultValue::points_so_far, "points_so_far"},
                {ResultValue::held, "held"},     {ResultValue::void_, "void"}};
            CHECK_EQ(names.at(result_value(ended->state)), row.text("result"));
        }
    }
}

TEST_CASE("hand-in is possible when the table says") {
    const std::map<std::string, Code> codes = {
        {"too_early", codes::hand_in_too_early}, {"closed", codes::hand_in_closed}, {"over", codes::sitting_time_over}};
    for (const TableRow& row : read_table(KAOGONG_SOURCE_DIR "/tests/tables/hand_in.txt", "theory").rows) {
        CAPTURE(row.line());
        const TimeRules time{.duration_ms = row.time_ms("duration"),
                             .hand_in_earliest_ms = row.time_ms("earliest"),
                             .late_entry_limit_ms = 15 * kMinuteMs,
                             .no_hand_in_last_ms = row.time_ms("last"),
                             .notices_ms = {}};
        SittingState state = after(sitting_start(small_rules(time)), events_to_start(row.time_ms("late")));
        if (row.time_ms("credit") > 0)
            state = after(state, {TimeCredited{.at = at_ms(1), .credit_ms = row.time_ms("credit"), .reason = "噪声", .staff = "J01"}});
        const Instant now = at_ms(row.time_ms("at"));
        const auto answer = may_hand_in(state, now);
        CHECK_EQ(answer.ok(), row.text("answer") == "yes");
        if (!answer) CHECK(answer.code() == codes.at(row.text("answer")));
        CHECK_EQ(step(state, HandInRequested{now}).ok(), answer.ok());
    }
}

namespace {

void check_touches(std::string_view section, const std::string& item, std::size_t index) {
    SittingState state = after(fresh(), events_to_start());
    for (const TableRow& row : read_table(kSittingTable, section).rows) {
        CAPTURE(row.line());
        const Instant at = at_ms(parse_time_ms("0:" + row.text("at")));
        const bool clear = row.text("touch") == "clear";
        state = after(state, {clear ? SittingEvent(ResponseCleared{.at = at, .item = item})
                                    : SittingEvent(OptionTouched{.at = at, .item = item, .option = row.text("touch")})});
        const std::vector<std::string> wanted = row.words("answer");
        CHECK(state.items[index].response == (wanted.empty() ? Response{} : Response{chose(wanted)}));
    }
}

} // namespace

TEST_CASE("a trembling finger counts once") {
    check_touches("touches on a single choice", "q1", 0);
    check_touches("touches on a multiple choice", "q2", 1);
}
