#include "core/record/remark_rule.h"

#include "core/base/codes/record.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"
#include "tests/support/must.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

// The small shaft, whose rows m and s are read with one gauge.
ScoreSheet gauged() {
    ScoreSheet sheet = small_sheet();
    sheet.instruments = {{.id = "mic", .name = words("千分尺"), .number = "QJ-7", .unit = "mm", .places = 3}};
    for (ScoreItem& item : sheet.items)
        if (item.id == "m" || item.id == "s") item.instrument = "mic";
    return sheet;
}

std::string said(const RowRemarkRule& rule, const CandidateRef& candidate = {}) {
    std::string text;
    for (const RowRemark& row : must(rows_ruled(rule, gauged(), candidate)))
        text += row.row + (row.action == RowAction::leave_out ? " void, " : row.action == RowAction::full ? " full, " : " again, ");
    return text;
}

} // namespace

TEST_CASE("a gauge stands for all rows that are read with it, but those that the decision names") {
    RowRemarkRule rule;
    rule.rows = {{.row = {}, .gauge = "QJ-7", .action = RowAction::leave_out}};
    CHECK_EQ(said(rule), "s void, m void, ");
    rule.rows.push_back({.row = "m", .gauge = {}, .action = RowAction::full});
    CHECK_EQ(said(rule), "s void, m full, ");
    rule.rows = {{.row = {}, .gauge = "QJ-8", .action = RowAction::leave_out}};
    CHECK_EQ(said(rule), "");
    CHECK(names_gauge(gauged(), "QJ-7"));
    CHECK_FALSE(names_gauge(gauged(), "QJ-8"));
    CHECK_FALSE(names_gauge(gauged(), "")); // rows without an instrument name none
}

TEST_CASE("what is said of one person comes after what is said of all, and concerns nobody else") {
    CandidateRef who;
    who.bytes.fill(7);
    RowRemarkRule rule;
    rule.rows = {{.row = "s", .gauge = {}, .action = RowAction::leave_out}};
    rule.again = {{.candidate = who, .rows = {{.row = "s", .action = RowAction::again, .entry = counted(1)}}}};
    CHECK_EQ(said(rule, who), "s void, s again, ");
    CHECK_EQ(said(rule), "s void, ");
}

TEST_CASE("a row that the sheet does not have is refused by its name") {
    RowRemarkRule rule;
    rule.rows = {{.row = "z", .gauge = {}, .action = RowAction::full}};
    CHECK(rows_ruled(rule, small_sheet(), {}).code() == codes::row_unknown);
}
