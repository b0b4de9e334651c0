#include "core/assessment/practical/panel.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include "core/assessment/practical/ends.h"
#include "tests/support/table.h"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::practical;
using assessment::SkillLevel;

namespace {

const std::string kTable = KAOGONG_SOURCE_DIR "/tests/tables/panel.txt";
const std::map<std::string, SkillLevel> kLevels = {{"junior", SkillLevel::junior},
                                                   {"intermediate", SkillLevel::intermediate},
                                                   {"senior", SkillLevel::senior},
                                                   {"technician", SkillLevel::technician}};

bool holds(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<PanelMember> members(const std::vector<std::string>& names, const std::vector<std::string>& chiefs) {
    std::vector<PanelMember> panel;
    for (const std::string& name : names) panel.push_back({name, holds(chiefs, name)});
    return panel;
}

std::string seated_text(std::vector<PanelMember> panel) {
    std::stable_sort(panel.begin(), panel.end(),
                     [](const PanelMember& a, const PanelMember& b) { return a.chief != b.chief ? a.chief : a.examiner < b.examiner; });
    std::string text;
    for (const PanelMember& member : panel) text += (text.empty() ? "" : " ") + member.examiner;
    return text;
}

template <typename T> std::string code_of(const Result<T>& result) {
    return result.ok() ? "-" : code_text(result.code());
}

} // namespace

TEST_CASE("a panel is odd, of three or more, with one chief, and certified for the session") {
    for (const TableRow& row : read_table(kTable, "panels").rows) {
        CAPTURE(row.line());
        std::vector<ExaminerCard> cards;
        for (const char* name : {"a", "b", "c", "d", "e"})
            cards.push_back({.number = name,
                             .senior = holds(row.words("seniors"), name),
                             .scopes = {{"6-31-01-03", kLevels.at(row.text("scope"))}},
                             .not_before_ms = 10,
                             .not_after_ms = 20,
                             .organisation = {}});
        const PanelSession session{.occupation = "6-31-01-03", .level = kLevels.at(row.text("level")), .now_ms = row.number("day")};
        CHECK_EQ(code_of(check_panel({}, session, members(row.words("panel"), row.words("chiefs")), cards)), row.text("code"));
        const PanelSession other{.occupation = "6-18-01-01", .level = session.level, .now_ms = session.now_ms};
        CHECK_FALSE(check_panel({}, other, members(row.words("panel"), row.words("chiefs")), cards).ok());
    }
}

TEST_CASE("relations exclude by kind of organisation, and for their candidate alone") {
    int relation = 1;
    for (const TableRow& row : read_table(kTable, "recusal").rows) {
        CAPTURE(row.line());
        const DeclaredRelation declared{.examiner = "a", .candidate = "k1", .relation = static_cast<Relation>(relation++)};
        const std::pair<const char*, OrgKind> kinds[] = {
            {"employer", OrgKind::employer}, {"social", OrgKind::social}, {"school", OrgKind::school}};
        for (const auto& [name, kind] : kinds) {
            const PanelRules rules{.organisation = kind};
            CHECK_EQ(is_recused(rules, std::span(&declared, 1), "a", "k1"), row.text(name) == "yes");
            CHECK_FALSE(is_recused(rules, std::span(&declared, 1), "a", "k2"));
            CHECK_FALSE(is_recused(rules, std::span(&declared, 1), "b", "k1"));
        }
    }
}

TEST_CASE("a recused member is replaced by a reserve, a recused chief by a member") {
    for (const TableRow& row : read_table(kTable, "replacements").rows) {
        CAPTURE(row.line());
        std::vector<DeclaredRelation> relations;
        for (const std::string& name : row.words("recused"))
            relations.push_back({.examiner = name, .candidate = "k", .relation = Relation::kin});
        const std::vector<std::string> names = row.words("panel");
        const auto seated = panel_for({}, members(names, {names.front()}), row.words("reserves"), relations, "k");
        CHECK_EQ(seated.ok() ? seated_text(*seated) : "-", row.text("seated"));
        if (!seated) CHECK(seated.code() == codes::examiner_recused);
    }
}

TEST_CASE("only those furthest from the median score again") {
    for (const TableRow& row : read_table(kTable, "spread").rows) {
        CAPTURE(row.line());
        std::vector<JudgeScore> scores;
        for (const std::string& score : row.words("scores"))
            scores.push_back({.examiner = std::string(1, static_cast<char>('a' + scores.size())), .score = std::stoi(score)});
        const bool limited = row.text("limit") != "-";
        CHECK(concerned(scores, limited ? std::optional(static_cast<int>(row.number("limit"))) : std::nullopt) == row.words("again"));
    }
}

TEST_CASE("a tally is checked by somebody who did not score, to the hundredth") {
    const std::vector<PanelMember> panel = members({"a", "b", "c"}, {"a"});
    CHECK(check_tally({.by = "t", .points = 7'825}, 7'825, panel).ok());
    CHECK(check_tally({.by = "t", .points = 7'824}, 7'825, panel).code() == codes::tally_differs);
    CHECK(check_tally({.by = "b", .points = 7'825}, 7'825, panel).code() == codes::examiner_not_of_row);
    CHECK(check_tally({.by = "", .points = 7'825}, 7'825, panel).code() == codes::second_staff_missing);
}

TEST_CASE("every coded end asks for its fields and leaves its own one of five results") {
    const std::map<std::string, ResultValue> values = {{"normal", ResultValue::normal},
                                                       {"no_result", ResultValue::no_result},
                                                       {"zero", ResultValue::zero},
                                                       {"points_so_far", ResultValue::points_so_far},
                                                       {"held", ResultValue::held}};
    std::set<std::string> told;
    for (const TableRow& row : read_table(kTable, "ends").rows) {
        CAPTURE(row.line());
        const std::vector<std::string> given = row.words("given");
        EndDetails details{.code = assessment::find_outcome(row.text("code")).value(), .staff = "J01"};
        if (holds(given, "reason")) details.reason = "原因";
        if (holds(given, "second")) details.second_staff = "J02";
        if (holds(given, "statement")) details.statement = "S-1";
        if (holds(given, "evidence")) details.evidence = "P-1";
        if (holds(given, "no_result")) details.choice = ResultValue::no_result;
        if (holds(given, "points_so_far")) details.choice = ResultValue::points_so_far;
        const auto expect = [&](TestProgress progress, const std::string& wanted) {
            const auto checked = check_end(details, progress);
            CHECK_EQ(checked.ok() ? "yes" : (checked.code() == codes::end_code_refused ? "no" : code_text(checked.code())), wanted);
        };
        expect(TestProgress::before_start, row.text("before"));
        expect(TestProgress::after_start, row.text("after"));
        CHECK(end_result(details) == values.at(row.text("result")));
        told.insert(row.text("code"));
    }
    for (const EndFacts& facts : operation_ends()) CHECK(told.contains(std::string(assessment::outcome_facts(facts.code).key)));
}
