#include "sync/bank/row_remark_file.h"

#include "core/base/codes/bank.h"
#include "core/base/codes/practical.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;
using namespace kaogong::test;

namespace {

const std::string kWho = "9f3c0102030405060708090a0b0c0d0e", kStranger = "00000102030405060708090a0b0c0d0e";
const std::string kKey = "65223ffbec194b4f42a46a2270f66085";
const std::string kDecision = "format = 1\nkind = \"row_remark\"\n"
                              "basis = \"equipment\"\nreason = { zh-CN = \"量具失准\", en = \"Gauge out of true\" }\n"
                              "decided_by = \"B-01\"\nreference = \"2026-21\"\ndecided = 2026-11-25T10:00:00+08:00\n";
const std::string kSpec = "[set]\nspec = \"65bf424acbbeece9e71cb820c4cca2844d3ae2c00955ccfcc3eac7a0a6c18500\"\n";
const std::string kHead = kDecision + kSpec + "task = \"shaft\"\n";
const std::string kRow = "[[row]]\nid = \"s\"\naction = \"void\"\n";

std::string again(const std::string& who, const std::string& readings) {
    return "[[again]]\ncandidate = \"" + who + "\"\n[again.readings]\n" + readings + "\n";
}

struct Read {
    record::RowRemarkRule rule;
    Faults faults;
};
// Everybody but the stranger was scored on the small shaft.
Read read(const std::string& text) {
    const ScoreSheet sheet = small_sheet();
    Read out;
    const auto toml = parse_toml(text, out.faults);
    const SheetOf sheet_of = [&](const CandidateRef& who) { return who.hex() == kStranger ? nullptr : &sheet; };
    if (toml) out.rule = read_row_remark_file(*toml, sheet_of, out.faults);
    return out;
}
bool has(const std::string& text, Code code) {
    const Faults faults = read(text).faults;
    return std::any_of(faults.begin(), faults.end(), [&](const Fault& each) { return each.code == code; });
}

} // namespace

TEST_CASE("a decision about rows says whom it concerns, what becomes of each row, and what was found anew of whom") {
    const Read good =
        read(kHead + "plan = \"2026-11-0042\"\nsessions = [\"01a1fb9e28ae739cb84342f07a2b4db8\"]\nstations = [3, 4]\npanel = [\"" + kKey +
             "\"]\n" + kRow + "[[row]]\ngauge = \"QJ-0231\"\naction = \"full\"\n" +
             again(kWho, "m = { samples = [\"41.99\", \"41.992\"] }\nnot_done = [\"p\"]"));
    REQUIRE(good.faults.empty());
    const record::RemarkSet& set = good.rule.set;
    CHECK(set.spec.hex().starts_with("65bf424a"));
    CHECK_EQ(set.task, "shaft");
    CHECK_EQ(set.plan, "2026-11-0042");
    CHECK_EQ(set.sessions.size(), 1u);
    CHECK(set.stations == std::vector<int>{3, 4});
    CHECK_EQ(set.panel.at(0).hex(), kKey);
    CHECK_EQ(good.rule.decision.reference, "2026-21");
    REQUIRE_EQ(good.rule.rows.size(), 2u);
    CHECK(good.rule.rows[0].action == RowAction::leave_out);
    CHECK_EQ(good.rule.rows[1].gauge, "QJ-0231");
    CHECK(good.rule.rows[1].action == RowAction::full);
    REQUIRE_EQ(good.rule.again.size(), 1u);
    REQUIRE_EQ(good.rule.again[0].rows.size(), 2u); // by id
    CHECK(good.rule.again[0].rows[0].entry ==
          RowEntry{.state = RowState::scored, .reading = MeasureReading{{Measured{{41'990, 41'992}, {}}}}});
    CHECK(good.rule.again[0].rows[1].entry.state == RowState::not_done);
    CHECK(good.rule.unplaced.empty());
}

TEST_CASE("readings of somebody whose sheet is not at hand are not read, and who it is stands in the rule") {
    const Read read_one = read(kHead + again(kStranger, "zz = { count = 1 }"));
    CHECK(read_one.faults.empty());
    CHECK(read_one.rule.again.empty());
    CHECK_EQ(read_one.rule.unplaced.at(0).hex(), kStranger);
}

TEST_CASE("a gauge needs no task, because it is the same on every sheet; rows and readings do") {
    CHECK(read(kDecision + kSpec + "[[row]]\ngauge = \"QJ-0231\"\naction = \"void\"\n").faults.empty());
    CHECK(has(kDecision + kSpec + kRow, codes::field_missing));
    CHECK(has(kDecision + kSpec + again(kWho, "s = { count = 1 }"), codes::field_missing));
}

TEST_CASE("every mistake of a decision about rows is found, with its code") {
    CHECK(has(kHead, codes::field_missing));                                                             // neither rows nor readings
    CHECK(has(kDecision + "[[row]]\ngauge = \"1\"\naction = \"void\"\n", codes::field_missing));         // no set
    CHECK(has(kHead + "[[row]]\nid = \"s\"\naction = \"key\"\n", codes::field_value));                   // an action of papers
    CHECK(has(kHead + "[[row]]\nid = \"s\"\ngauge = \"1\"\naction = \"void\"\n", codes::field_unknown)); // one or the other
    CHECK(has(kHead + kRow + kRow, codes::id_repeated));
    CHECK(has(kHead + again(kWho, "s = { count = 1 }") + again(kWho, "s = { count = 2 }"), codes::id_repeated));
    CHECK(has(kHead + again(kWho, ""), codes::field_missing));
    CHECK(has(kHead + again(kWho, "chosen = [\"M1\"]\ns = { count = 1 }"), codes::field_unknown));
    CHECK(has(kHead + again(kWho, "s = { count = -1 }"), codes::field_value));
    CHECK(has(kHead + again(kWho, "m = { samples = [\"41,99\"] }"), codes::reading_comma));
    CHECK(has(kHead + "panel = [\"12\"]\n" + kRow, codes::field_value));
    CHECK(has(kHead + "stations = [0]\n" + kRow, codes::field_value));
    std::string many = kHead;
    for (int i = 0; i < 33; ++i) many += "[[row]]\nid = \"r" + std::to_string(i) + "\"\naction = \"full\"\n";
    CHECK(has(many, codes::field_value));
}

TEST_CASE("a decision that was kept is read again, and other bytes are refused") {
    const ScoreSheet sheet = small_sheet();
    const SheetOf sheet_of = [&](const CandidateRef&) { return &sheet; };
    const std::string text = kHead + kRow;
    CHECK_EQ(parse_row_remark(view(text), sheet_of)->rows.size(), 1u);
    CHECK(parse_row_remark(view("not a file"), sheet_of).code() == codes::field_value);
    CHECK_FALSE(parse_row_remark(view("format = 1\nkind = \"remark\"\n"), sheet_of).ok());
}
