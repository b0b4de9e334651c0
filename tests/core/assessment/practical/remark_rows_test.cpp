#include "core/assessment/practical/remark_rows.h"

#include "core/assessment/practical/check_sheet.h"
#include "core/assessment/practical/exact.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "core/base/text.h"
#include "tests/core/assessment/practical/fixtures.h"
#include "tests/support/must.h"
#include "tests/support/table.h"

#include <algorithm>
#include <sstream>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

const std::string kTable = KAOGONG_SOURCE_DIR "/tests/tables/remark_rows.txt";

constexpr std::int64_t kMinuteMs = 60'000;

// As the head of the table says.
ScoreSheet table_sheet() {
    ScoreSheet sheet{.id = "remark", .version = "1", .title = words("重评样表")};
    sheet.modules = {module_of("M1", 4'000, 40), module_of("M2", 6'000, 60)};
    sheet.items = {count_row("a", "M1", 3'000), count_row("b", "M1", 1'000), count_row("c", "M2", 4'000), judged_row("j", "M2", 2'000)};
    sheet.items.push_back({.id = "o", .name = words("违规"), .rule = OffTotalRule{.points_each = 300, .cap = 1'000}});
    sheet.items.push_back(
        {.id = "t",
         .name = words("超时"),
         .rule = OvertimeRule{
             .step_ms = 5 * kMinuteMs, .points_each = 100, .stop_after_ms = 15 * kMinuteMs, .beyond = Effect{EffectKind::total_zero, {}}}});
    sheet.gates = {{.id = "G", .items = {"c"}, .below = 2'000, .effect = {EffectKind::component_fails, {}}, .words = words("c 不低于 20")}};
    sheet.vetoes = {{.id = "V",
                     .trigger = words("违章"),
                     .steps = {{.occurrences = {1}, .effects = {{EffectKind::warn, {}}}, .counts_in = "a"},
                               {.occurrences = {2}, .effects = {{EffectKind::item_zero, "b"}}, .counts_in = {}},
                               {.occurrences = {3}, .effects = {{EffectKind::total_zero, {}}}, .counts_in = {}}}}};
    return sheet;
}

std::int64_t number(const std::string& text) {
    return text.starts_with('-') ? -must(parse_integer(text.substr(1), {0, 1'000'000})) : must(parse_integer(text, {0, 1'000'000}));
}

RowEntry entry_of(const std::string& row, const std::string& text) {
    if (text == "unseen") return {};
    if (text == "none") return {.state = RowState::not_applicable, .reading = {}, .zero_when = {}};
    if (row == "t") return {.state = RowState::scored, .reading = TimeReading{number(text) * kMinuteMs}, .zero_when = {}};
    if (row != "j") return counted(number(text));
    std::vector<int> scores;
    std::istringstream list(text);
    for (std::string each; std::getline(list, each, ',');) scores.push_back(static_cast<int>(number(each)));
    return judged(std::move(scores));
}

SheetEntries entries_of(const TableRow& row) {
    SheetEntries entries;
    for (const char* each : {"a", "b", "c", "o"}) entries.rows[each] = counted(0);
    entries.rows["j"] = judged({3, 3, 3});
    entries.rows["t"] = entry_of("t", "0");
    for (const std::string& found : row.words("found")) {
        const std::string id = found.substr(0, 1), value = found.substr(2);
        if (id == "V")
            entries.vetoes[id] = static_cast<int>(number(value));
        else
            entries.rows[id] = entry_of(id, value);
    }
    return entries;
}

std::vector<RowRemark> decision_of(const TableRow& row) {
    std::vector<RowRemark> decided;
    const std::vector<std::string> said = row.words("decision");
    for (std::size_t i = 0; i + 1 < said.size(); i += 2) {
        std::string what = said[i + 1];
        if (what.ends_with(',')) what.pop_back();
        const std::string id = what.substr(0, 1);
        if (said[i] == "again")
            decided.push_back({.row = id, .action = RowAction::again, .entry = entry_of(id, what.substr(2))});
        else
            decided.push_back({.row = id, .action = said[i] == "full" ? RowAction::full : RowAction::leave_out, .entry = {}});
    }
    return decided;
}

Result<SheetScore> decide(const ScoreSheet& sheet, const std::vector<RowRemark>& decision, RemarkedEntries& remarked) {
    for (const RowRemark& each : decision) TRY(remark_row(sheet, each, remarked));
    return score_remarked(sheet, remarked);
}

std::string row_points(const SheetScore& score, const std::string& row) {
    const auto found = std::find_if(score.items.begin(), score.items.end(), [&](const auto& each) { return each.first == row; });
    REQUIRE(found != score.items.end());
    const Points points = found->second.points_max == 0 ? 0 : found->second.points;
    return points_text(points) + "/" + points_text(found->second.points_max);
}

std::string verdict(const SheetScore& score) {
    return score.verdict == SheetVerdict::pass ? "pass" : score.verdict == SheetVerdict::fail ? "fail" : "open";
}

} // namespace

TEST_CASE("a decision about rows comes to what the table says, and so does the same decision once more") {
    const ScoreSheet sheet = table_sheet();
    REQUIRE(check_sheet(sheet).empty());
    for (const TableRow& row : read_table(kTable, "decisions").rows) {
        CAPTURE(row.line());
        RemarkedEntries remarked{.entries = entries_of(row), .set_aside = {}};
        const SheetScore before = must(score_remarked(sheet, remarked));
        CHECK_EQ(row_points(before, row.text("row")), row.text("points before"));
        CHECK_EQ(before.points, row.points("total before"));
        CHECK_EQ(verdict(before), row.text("before"));
        for (int times = 0; times < 2; ++times) {
            const SheetScore after = must(decide(sheet, decision_of(row), remarked));
            CHECK_EQ(row_points(after, row.text("row")), row.text("points after"));
            CHECK_EQ(after.points, row.points("total after"));
            CHECK_EQ(verdict(after), row.text("after"));
        }
    }
}

TEST_CASE("a decision that the sheet does not allow is refused by code") {
    const ScoreSheet sheet = table_sheet();
    for (const TableRow& row : read_table(kTable, "refused").rows) {
        CAPTURE(row.line());
        RemarkedEntries remarked{.entries = entries_of(row), .set_aside = {}};
        const auto refused = decide(sheet, decision_of(row), remarked);
        CHECK_EQ(refused ? "none" : std::string(code_name(refused.code())), row.text("code"));
    }
}

TEST_CASE("without a decision the score is the sheet's own, to the last line of its working") {
    const ScoreSheet sheet = table_sheet();
    for (const TableRow& row : read_table(kTable, "decisions").rows) {
        CAPTURE(row.line());
        const SheetEntries entries = entries_of(row);
        const SheetScore own = must(score_sheet(sheet, entries)), same = must(score_remarked(sheet, {.entries = entries, .set_aside = {}}));
        CHECK(own.items == same.items);
        CHECK(own.applied == same.applied);
        CHECK(own.failing == same.failing);
    }
}

TEST_CASE("a row in full lowers nobody") {
    const ScoreSheet sheet = table_sheet();
    for (const TableRow& row : read_table(kTable, "decisions").rows)
        for (const char* id : {"a", "b", "c", "j", "o", "t"}) {
            CAPTURE(row.line());
            CAPTURE(id);
            RemarkedEntries remarked{.entries = entries_of(row), .set_aside = {}};
            const SheetScore before = must(score_remarked(sheet, remarked));
            const SheetScore after = must(decide(sheet, {{.row = id, .action = RowAction::full, .entry = {}}}, remarked));
            CHECK(after.points >= before.points);
        }
}

TEST_CASE("a row of a module that the candidate did not take concerns only those who took it") {
    ScoreSheet sheet = two_modules();
    sheet.groups = {{.id = "g", .name = words("选考"), .take = 1}};
    sheet.modules.push_back(module_of("M3", 2'000, 40));
    sheet.items.push_back(count_row("d", "M3", 2'000));
    sheet.items.push_back(count_row("e", "M3", 1'000));
    sheet.modules[2].points_max = 3'000;
    for (const std::size_t i : {1u, 2u}) {
        sheet.modules[i].choice = ModuleChoice::drawn;
        sheet.modules[i].group = "g";
    }
    REQUIRE(check_sheet(sheet).empty());
    SheetEntries entries;
    entries.rows = {{"a", counted(0)}, {"b", counted(0)}, {"c", counted(5)}};
    entries.chosen = {"M2"};
    RemarkedEntries other{.entries = entries, .set_aside = {}};
    CHECK_EQ(must(decide(sheet, {{.row = "d", .action = RowAction::leave_out, .entry = {}}}, other)).points, 9'600);
    CHECK(other.set_aside.empty());
    CHECK(decide(sheet, {{.row = "d", .action = RowAction::again, .entry = counted(1)}}, other).code() == codes::row_unknown);
    entries.rows = {{"a", counted(0)}, {"b", counted(0)}, {"d", counted(10)}, {"e", counted(0)}};
    entries.chosen = {"M3"};
    RemarkedEntries taken{.entries = entries, .set_aside = {}};
    CHECK_EQ(must(score_remarked(sheet, taken)).points, 8'666);
    CHECK_EQ(must(decide(sheet, {{.row = "d", .action = RowAction::leave_out, .entry = {}}}, taken)).points, 10'000);
}
