#include "core/assessment/practical/scoring.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/base.h"
#include "core/base/codes/practical.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

// M1 of 20 minutes, M2 of 30, M3 without a time of its own, M4 that was not drawn.
Desk three_modules() {
    ScoringRules rules = *small_test();
    rules.sheet.modules = {module_of("M1", 10'000, 100), module_of("M2", 1'000, 0), module_of("M3", 1'000, 0), module_of("M4", 1'000, 0),
                           module_of("M5", 1'000, 0)};
    rules.sheet.modules[0].minutes = 20;
    rules.sheet.modules[1].minutes = 30;
    rules.sheet.groups = {{.id = "G", .name = words("抽签"), .take = 1}};
    for (const std::size_t drawn : {3u, 4u}) {
        rules.sheet.modules[drawn].choice = ModuleChoice::drawn;
        rules.sheet.modules[drawn].group = "G";
    }
    Desk desk(std::make_shared<const ScoringRules>(std::move(rules)));
    CHECK_EQ(desk.play({ModulesDrawn{minute(0), "a", {"M5"}}, TestStarted{minute(0), "a"}}), "");
    return desk;
}

// In minutes, and -999 where the module has no time of its own.
std::int64_t left(const Desk& desk, std::string_view module, const Instant& at) {
    const auto ms = module_left_ms(desk.state, module, at).value();
    return ms ? *ms / kMinuteMs : -999;
}

} // namespace

TEST_CASE("each module's time runs on the work clock while the candidate is on it, and stands still in a pause") {
    Desk desk = three_modules();
    CHECK_EQ(left(desk, "M1", minute(3)), 20); // not begun
    CHECK_EQ(desk.play({ModuleBegun{minute(2), "a", "M1"}}), "");
    CHECK_EQ(left(desk, "M1", minute(7)), 15);
    CHECK_EQ(left(desk, "M2", minute(7)), 30);
    CHECK_EQ(desk.play({StationPaused{.at = minute(8), .by = "a", .cause = OutcomeCode::power_cut, .reason = "停电", .group = ""},
                        StationResumed{minute(28), "a", ""}}),
             "");
    CHECK_EQ(left(desk, "M1", minute(29)), 13);
    CHECK_EQ(desk.play({ModuleBegun{minute(30), "b", "M2"}, ModuleBegun{minute(45), "b", "M1"}}), ""); // back to an earlier one
    CHECK_EQ(left(desk, "M2", minute(80)), 15);
    CHECK_EQ(left(desk, "M1", minute(60)), -3);
    CHECK_EQ(left(desk, "M3", minute(60)), -999);
    CHECK(desk.state.active_module == "M1");
    CHECK(fold(desk.state.rules, desk.journal).value() == desk.state);
}

TEST_CASE("time that is given back belongs to the module that it was lost on") {
    Desk desk = three_modules();
    const auto credit = [](std::int64_t at) {
        return StationCredited{.at = minute(at), .by = "a", .second = "b", .credit_ms = 5 * kMinuteMs, .reason = "换刀"};
    };
    CHECK_EQ(desk.play({credit(1), ModuleBegun{minute(2), "a", "M1"}, credit(10), ModuleBegun{minute(12), "a", "M2"}}), "");
    CHECK_EQ(left(desk, "M1", minute(30)), 20 - 10 + 5);
    CHECK_EQ(left(desk, "M2", minute(12)), 30);
}

TEST_CASE("a restart of the test forgets the modules; a restart of the terminal counts as work") {
    Desk desk = three_modules();
    Instant back = minute(2, 2);
    back.wall_ms = minute(10).wall_ms;
    CHECK_EQ(desk.play({ModuleBegun{minute(2), "a", "M1"}}), "");
    CHECK(module_left_ms(desk.state, "M1", back).code() == codes::sitting_other_boot);
    CHECK_EQ(desk.play({TerminalBack{.last_alive = minute(5), .at = back, .by = "a"}}), "");
    CHECK_EQ(left(desk, "M1", back), 12);
    CHECK_EQ(desk.play({StationRestarted{
                 .at = back, .by = "a", .second = "q", .cause = OutcomeCode::machine_fault, .reason = "断电", .piece = "P-2"}}),
             "");
    CHECK(desk.state.active_module.empty());
    CHECK_EQ(left(desk, "M1", back), 20);
}

TEST_CASE("a module is begun by the panel, while the candidate works, and only if it is taken") {
    Desk desk = three_modules();
    CHECK(desk.take(ModuleBegun{minute(1), "q", "M1"}) == codes::examiner_not_of_row);
    CHECK(desk.take(ModuleBegun{minute(1), "a", "M4"}) == codes::sheet_reference);
    CHECK(module_left_ms(desk.state, "M4", minute(1)).code() == codes::sheet_reference);
    CHECK_EQ(desk.play({ModuleBegun{minute(1), "a", "M5"}}), "");
    CHECK(desk.take(ModuleBegun{minute(2), "a", "M5"}) == codes::scoring_wrong_state);
    CHECK_EQ(desk.play({PieceHandedIn{.at = minute(5), .by = "a", .second = "b", .candidate_confirmed = true}}), "");
    CHECK(desk.take(ModuleBegun{minute(6), "a", "M1"}) == codes::scoring_wrong_state);
    Desk booked;
    CHECK(booked.take(ModuleBegun{minute(0), "a", "M1"}) == codes::scoring_wrong_state);
}
