#include "core/assessment/practical/hand_entry.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include "tests/core/assessment/practical/scoring_fixtures.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

HandState keyed(const std::vector<HandEvent>& events) {
    auto folded = fold(std::make_shared<const ScoreSheet>(two_modules()), {}, events);
    CAPTURE(folded.ok() ? "" : folded.error().context);
    REQUIRE(folded.ok());
    return *folded;
}

std::vector<HandEvent> both(std::int64_t second_a) {
    return {PaperPhotographed{minute(0), "x", payload_of(1)},
            RowKeyed{minute(1), "x", "a", counted(1)},
            RowKeyed{minute(1), "x", "b", counted(2)},
            RowKeyed{minute(1), "x", "c", counted(3)},
            TimesKeyed{minute(1), "x", paper_times()},
            RowKeyed{minute(2), "y", "a", counted(second_a)},
            RowKeyed{minute(2), "y", "b", counted(2)},
            RowKeyed{minute(2), "y", "c", counted(3)},
            TimesKeyed{minute(2), "y", paper_times()},
            KeyingFinished{minute(3), "x"},
            KeyingFinished{minute(3), "y"}};
}

} // namespace

TEST_CASE("pages of a paper are photographed in order, each by a picture of its own, and taken anew only before anybody has keyed") {
    const auto sheet = std::make_shared<const ScoreSheet>(small_sheet());
    const auto page = [](std::uint8_t picture, int number) { return PaperPhotographed{minute(0), "x", payload_of(picture), number}; };
    HandState state = hand_entry_start(sheet, {});
    const auto take = [&](const PaperPhotographed& event) {
        const auto next = step(state, HandEvent(event));
        if (next) state = *next;
        return next.ok();
    };
    CHECK_FALSE(take(page(1, 2))); // the first comes first
    CHECK_FALSE(take(page(1, 0)));
    CHECK_FALSE(take(page(1, -1)));
    CHECK(take(page(1, 1)));
    CHECK_FALSE(take(page(1, 2))); // the same picture
    CHECK(take(page(2, 2)));
    CHECK(take(page(3, 1)));
    CHECK(state.photos == std::vector<Hash>{payload_of(3), payload_of(2)});
    state = step(state, HandEvent(VetoKeyed{minute(1), "x", "v", 0})).value();
    CHECK_FALSE(take(page(4, 1)));
    for (int number = 3; number <= kPaperPagesMax; ++number) CHECK(take(page(static_cast<std::uint8_t>(10 + number), number)));
    CHECK_FALSE(take(page(90, kPaperPagesMax + 1)));
}

TEST_CASE("two keyings that agree are the sheet") {
    const HandState state = keyed(both(1));
    CHECK(differing(state).empty());
    CHECK_EQ(score_sheet(*state.sheet, entries_of(state).value())->unseen, 0u);
}

TEST_CASE("what differs is settled against the photograph, nothing else is, and two sign for it") {
    HandState state = keyed(both(7));
    CHECK(differing(state) == std::vector<std::string>{"a"});
    CHECK(entries_of(state).code() == codes::entries_differ);
    CHECK(step(state, PaperAgreed{minute(4), "x", "y"}).code() == codes::entries_differ);
    CHECK(step(state, RowSettled{minute(4), "x", "b", counted(9)}).code() == codes::scoring_wrong_state);
    state = step(state, RowSettled{minute(4), "x", "a", counted(6)}).value();
    CHECK(unsettled(state).empty());
    state = step(state, RowSettled{minute(5), "z", "a", counted(7)}).value(); // looked at once more
    CHECK(step(state, PaperAgreed{minute(5), "x", "x"}).code() == codes::second_staff_missing);
    state = step(state, PaperAgreed{minute(5), "x", "y"}).value();
    CHECK(entries_of(state)->rows.at("a") == counted(7));
    CHECK(step(state, RowSettled{minute(6), "x", "a", counted(6)}).code() == codes::scoring_wrong_state);
    CHECK(step(state, PaperPutAway{minute(6), "x", "y", "wrong sheet"}).code() == codes::scoring_wrong_state);
}

TEST_CASE("times and vetoes are keyed and settled like rows") {
    const auto sheet = std::make_shared<const ScoreSheet>(small_sheet());
    std::vector<HandEvent> events = {PaperPhotographed{minute(0), "x", payload_of(1)}};
    for (const char* who : {"x", "y"}) {
        const bool second = std::string(who) == "y";
        events.push_back(RowKeyed{minute(1), who, "p", counted(0)});
        events.push_back(RowKeyed{minute(1), who, "s", counted(2)});
        events.push_back(RowKeyed{minute(1), who, "m", measured_entry(41'990)});
        events.push_back(RowKeyed{minute(1), who, "j", {RowState::scored, JudgeReading{{2, 2, 3}, {}}, {}}});
        const HandState before = fold(sheet, {}, events).value();
        CHECK(unkeyed(before, who) == std::vector<std::string>{"v", "TIMES"}); // overtime follows from the times
        CHECK(step(before, KeyingFinished{minute(1), who}).code() == codes::rows_unseen);
        CHECK(step(before, VetoKeyed{minute(1), who, "w", 0}).code() == codes::sheet_reference);
        CHECK(step(before, TimesKeyed{minute(1), who, {minute(5).wall_ms, minute(4).wall_ms, 0}}).code() == codes::reading_misfits);
        events.push_back(VetoKeyed{minute(1), who, "v", second ? 1 : 0});
        events.push_back(TimesKeyed{minute(1), who, paper_times(second ? 5 : 0)});
        events.push_back(KeyingFinished{minute(2), who});
    }
    HandState state = fold(sheet, {}, events).value();
    CHECK(differing(state) == std::vector<std::string>{"v", "TIMES"});
    state = step(state, VetoSettled{minute(3), "x", "v", 1}).value();
    CHECK(times_of(state).code() == codes::entries_differ);
    state = step(state, TimesSettled{minute(3), "x", paper_times(5)}).value();
    CHECK_EQ(entries_of(state)->vetoes.at("v"), 1);
    CHECK(times_of(state).value() == paper_times(5));
}

TEST_CASE("nobody keys twice, sees the other's keying, or begins without the photograph") {
    const auto sheet = std::make_shared<const ScoreSheet>(two_modules());
    HandState state = hand_entry_start(sheet, {});
    CHECK(step(state, RowKeyed{minute(1), "x", "a", counted(1)}).code() == codes::scoring_wrong_state);
    std::vector<HandEvent> events = both(1);
    events.resize(7);
    state = keyed(events);
    CHECK_EQ(visible_keyings(state, "x").size(), 1u);
    CHECK(visible_keyings(state, "z").empty());
    CHECK(step(state, PaperPhotographed{minute(3), "x", payload_of(2)}).code() == codes::scoring_wrong_state);
    CHECK(step(state, RowKeyed{minute(3), "z", "c", counted(1)}).code() == codes::examiner_not_of_row);
    CHECK(step(state, KeyingFinished{minute(3), "y"}).code() == codes::rows_unseen);
    CHECK(step(state, RowKeyed{minute(3), "y", "c", counted(-1)}).code() == codes::reading_misfits);
    CHECK(entries_of(state).code() == codes::scoring_wrong_state);
    CHECK_EQ(visible_keyings(keyed(both(1)), "x").size(), 2u);
}

TEST_CASE("a paper put away leaves nothing keyed, and takes two and a reason") {
    std::vector<HandEvent> events = both(1);
    events.resize(7);
    HandState state = keyed(events);
    CHECK(step(state, PaperPutAway{minute(4), "x", "y", ""}).code() == codes::reason_missing);
    CHECK(step(state, PaperPutAway{minute(4), "x", "", "blurred"}).code() == codes::second_staff_missing);
    state = step(state, PaperPutAway{minute(4), "x", "y", "blurred"}).value();
    CHECK(state == hand_entry_start(state.sheet, {}));
}
