#include "core/assessment/practical/check_sheet.h"
#include "core/assessment/practical/exact.h"
#include "core/base/codes/practical.h"
#include "tests/core/assessment/practical/fixtures.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

TEST_CASE("weights carry modules of any maximum to the component, exactly") {
    const ScoreSheet sheet = two_modules();
    REQUIRE(check_sheet(sheet).empty());
    CHECK_EQ(score_sheet(sheet, counts(0, 0, 0))->points, 10'000);
    // 39 of 40 at 60 % and 49 of 50 at 40 %: 58.5 + 39.2
    CHECK_EQ(score_sheet(sheet, counts(1, 0, 1))->points, 9'770);
}

TEST_CASE("a total of 59.995 shows as 59.99 and fails; 60.00 passes") {
    ScoreSheet sheet = two_modules();
    sheet.modules = {module_of("M1", 4'000, 50), module_of("M2", 5'000, 50)};
    SheetEntries entries = counts(0, 0, 0);
    sheet.items[0].rule = CountRule{.points_each = 1};
    sheet.items[2].rule = CountRule{.points_each = 1};
    // 50 x 40.00/40 + 50 x 9.995/50 cannot be: rows are hundredths. 50 x 3199/4000 + 50 x 2001/5000 = 39.9875 + 20.01 = 59.9975
    entries.rows["a"] = counted(801);
    entries.rows["c"] = counted(2'999);
    const auto below = score_sheet(sheet, entries);
    REQUIRE(below.ok());
    CHECK_EQ(fraction_text(below->exact), "23999/4");
    CHECK_EQ(below->points, 5'999);
    CHECK(below->verdict == SheetVerdict::fail);
    entries.rows["a"] = counted(800);
    entries.rows["c"] = counted(3'000);
    const auto reached = score_sheet(sheet, entries);
    CHECK_EQ(reached->points, 6'000);
    CHECK(reached->verdict == SheetVerdict::pass);
}

TEST_CASE("a coarser rounding step is applied where the sheet says and nowhere else") {
    ScoreSheet sheet = two_modules();
    sheet.modules[1].points_max = 5'000;
    sheet.items[2] = judged_row("c", "M2", 5'000);
    SheetEntries entries = counts(0, 0, 0);
    entries.rows["c"] = judged({1, 1, 2});                        // 4/9 of 50 = 22.222...
    CHECK_EQ(score_sheet(sheet, entries)->points, 6'000 + 1'777); // row 22.22 x 0.8 = 17.776, cut by nobody but the display
    sheet.rounding = {.step = 50, .at = RoundAt::row};
    CHECK_EQ(score_sheet(sheet, entries)->points, 6'000 + 1'760); // 22.0
    sheet.rounding = {.step = 100, .at = RoundAt::module};
    CHECK_EQ(score_sheet(sheet, entries)->points, 6'000 + 1'760); // 22
    sheet.rounding = {.step = 100, .at = RoundAt::total};
    CHECK_EQ(score_sheet(sheet, entries)->points, 7'800); // 77.776
}

TEST_CASE("elective and drawn modules count when they are taken, and the choice must be the sheet's") {
    ScoreSheet sheet = two_modules();
    sheet.groups = {{.id = "g", .name = words("选考"), .take = 1}};
    sheet.modules.push_back(module_of("M3", 2'000, 40));
    sheet.items.push_back(count_row("d", "M3", 2'000));
    for (const std::size_t i : {1u, 2u}) {
        sheet.modules[i].choice = ModuleChoice::drawn;
        sheet.modules[i].group = "g";
    }
    REQUIRE(check_sheet(sheet).empty());
    CHECK(score_sheet(sheet, counts(0, 0, 0)).code() == codes::module_choice);
    SheetEntries entries;
    entries.rows = {{"a", counted(0)}, {"b", counted(0)}, {"d", counted(5)}};
    entries.chosen = {"M3"};
    CHECK_EQ(score_sheet(sheet, entries)->points, 9'000);
    CHECK_EQ(score_sheet(sheet, entries)->unseen, 0u);
    entries.chosen = {"M2", "M3"};
    CHECK(score_sheet(sheet, entries).code() == codes::module_choice);
    entries.chosen = {"M1"};
    CHECK(score_sheet(sheet, entries).code() == codes::module_choice);
    entries.chosen = {"M2"}; // a score in a module that was not taken is no score of this candidate
    CHECK(score_sheet(sheet, entries).code() == codes::sheet_reference);
    sheet.modules[2].weight = 3'000;
    CHECK_FALSE(check_sheet(sheet).empty());
}

TEST_CASE("a gate waits for its last row, and compares re-scaled rows by their share") {
    ScoreSheet sheet = two_modules();
    sheet.gates = {{.id = "g", .items = {"a", "b"}, .below = 2'000, .effect = {EffectKind::component_fails, {}}, .words = words("门槛")}};
    SheetEntries entries = counts(25, 0, 0); // a 5 + b 10 = 15 of 40
    CHECK(score_sheet(sheet, entries)->verdict == SheetVerdict::fail);
    entries.rows.erase("b");
    CHECK(score_sheet(sheet, entries)->verdict == SheetVerdict::open);
    CHECK_FALSE(score_sheet(sheet, entries)->vetoed);
    sheet.items[1].not_applicable = NotApplicableRule{.when = words("无"), .points = NotApplicablePoints::rescale};
    entries.rows["a"] = counted(15); // 15 of 30 is half, and so is 20 of 40
    entries.rows["b"] = {.state = RowState::not_applicable};
    const auto score = score_sheet(sheet, entries);
    CHECK_FALSE(score->vetoed);
    CHECK_EQ(score->points, 3'000 + 4'000);
    CHECK_EQ(score->items[1].second.points_max, 0);
    sheet.items[1].not_applicable->points = NotApplicablePoints::full;
    CHECK_EQ(score_sheet(sheet, entries)->points, 3'750 + 4'000);
}

TEST_CASE("several vetoes are all recorded and none lowers below zero") {
    ScoreSheet sheet = two_modules();
    sheet.vetoes = {
        {.id = "v1",
         .trigger = words("一"),
         .steps = {{.occurrences = {1}, .effects = {{EffectKind::warn, {}}}, .counts_in = {}},
                   {.occurrences = {2}, .effects = {{EffectKind::item_zero, "a"}}, .counts_in = {}}}},
        {.id = "v2",
         .trigger = words("二"),
         .steps = {{.occurrences = {1}, .effects = {{EffectKind::total_zero, {}}, {EffectKind::stop_test, {}}}, .counts_in = {}}}}};
    sheet.items.push_back({.id = "o", .name = words("外"), .rule = OffTotalRule{.points_each = 300, .cap = 1'000}});
    REQUIRE(check_sheet(sheet).empty());
    SheetEntries entries = counts(0, 0, 0);
    entries.rows["o"] = counted(9);
    entries.vetoes = {{"v1", 3}};
    const auto warned = score_sheet(sheet, entries);
    CHECK_EQ(warned->points, 10'000 - 4'500 - 1'000);
    CHECK_EQ(warned->applied.size(), 4u); // three occurrences, the last repeating the second, and the breaches
    entries.vetoes["v2"] = 1;
    const auto zero = score_sheet(sheet, entries);
    CHECK_EQ(zero->points, 0);
    CHECK(zero->test_stopped);
    CHECK_EQ(zero->applied.size(), 6u);
    entries = counts(30, 10, 45);
    entries.rows["o"] = counted(9);
    CHECK_EQ(score_sheet(sheet, entries)->points, 0); // 4 points less 10
}

TEST_CASE("judges are combined by mean, median or trimmed mean as the sheet says") {
    CHECK_EQ(fraction_text(combined({0, 1, 1}, Combine::mean)), "2/3");
    CHECK_EQ(fraction_text(combined({0, 3, 1}, Combine::median)), "1");
    CHECK_EQ(fraction_text(combined({0, 3, 1, 2, 3}, Combine::trimmed_mean)), "2");
    CHECK_EQ(spread({0, 3, 1}), 3);
}

TEST_CASE("names of rows, modules or vetoes that the sheet does not have are refused") {
    const ScoreSheet sheet = two_modules();
    SheetEntries entries = counts(0, 0, 0);
    entries.rows["z"] = counted(0);
    CHECK(score_sheet(sheet, entries).code() == codes::sheet_reference);
    entries = counts(0, 0, 0);
    entries.vetoes["z"] = 1;
    CHECK(score_sheet(sheet, entries).code() == codes::sheet_reference);
}
