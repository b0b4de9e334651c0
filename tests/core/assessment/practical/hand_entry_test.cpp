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
            RowKeyed{minute(2), "y", "a", counted(second_a)},
            RowKeyed{minute(2), "y", "b", counted(2)},
            RowKeyed{minute(2), "y", "c", counted(3)},
            KeyingFinished{minute(3), "x"},
            KeyingFinished{minute(3), "y"}};
}

} // namespace

TEST_CASE("two keyings that agree are the sheet") {
    const HandState state = keyed(both(1));
    CHECK(differing(state).empty());
    CHECK_EQ(score_sheet(*state.sheet, entries_of(state).value())->unseen, 0u);
}

TEST_CASE("what differs is settled by two against the photograph, and nothing else is") {
    HandState state = keyed(both(7));
    CHECK(differing(state) == std::vector<std::string>{"a"});
    CHECK(entries_of(state).code() == codes::entries_differ);
    CHECK(step(state, RowSettled{minute(4), "x", "x", "a", counted(7)}).code() == codes::second_staff_missing);
    CHECK(step(state, RowSettled{minute(4), "x", "y", "b", counted(9)}).code() == codes::scoring_wrong_state);
    state = step(state, RowSettled{minute(4), "x", "y", "a", counted(7)}).value();
    CHECK(entries_of(state)->rows.at("a") == counted(7));
}

TEST_CASE("nobody keys twice, sees the other's keying, or begins without the photograph") {
    const auto sheet = std::make_shared<const ScoreSheet>(two_modules());
    HandState state = hand_entry_start(sheet, {});
    CHECK(step(state, RowKeyed{minute(1), "x", "a", counted(1)}).code() == codes::scoring_wrong_state);
    std::vector<HandEvent> events = both(1);
    events.resize(6);
    state = keyed(events);
    CHECK_EQ(visible_keyings(state, "x").size(), 1u);
    CHECK(visible_keyings(state, "z").empty());
    CHECK(step(state, RowKeyed{minute(3), "z", "c", counted(1)}).code() == codes::examiner_not_of_row);
    CHECK(step(state, KeyingFinished{minute(3), "y"}).code() == codes::rows_unseen);
    CHECK(step(state, RowKeyed{minute(3), "y", "c", counted(-1)}).code() == codes::reading_misfits);
    CHECK(entries_of(state).code() == codes::scoring_wrong_state);
    CHECK_EQ(visible_keyings(keyed(both(1)), "x").size(), 2u);
}
