#include "core/assessment/spec.h"

#include "core/base/codes/assessment.h"
#include "tests/core/assessment/fixtures.h"

#include <algorithm>
#include <functional>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

bool reports(const std::vector<SpecFault>& faults, Code code, std::string_view where) {
    return std::any_of(faults.begin(), faults.end(), [&](const SpecFault& fault) { return fault.code == code && fault.where == where; });
}

struct Mistake {
    const char* where;
    Code code;
    std::function<void(AssessmentSpec&)> make;
};

} // namespace

TEST_CASE("the electrician's spec has no fault") {
    CHECK(check_spec(electrician_spec()).empty());
}

TEST_CASE("every single mistake of a spec is reported by code and field") {
    const std::vector<Mistake> mistakes = {
        {"id", codes::spec_identity, [](AssessmentSpec& s) { s.id = "d g"; }},
        {"version", codes::spec_identity, [](AssessmentSpec& s) { s.version.clear(); }},
        {"occupation.code", codes::spec_identity, [](AssessmentSpec& s) { s.occupation.code.clear(); }},
        {"occupation.name", codes::spec_identity, [](AssessmentSpec& s) { s.occupation.name.zh_cn = "\xff"; }},
        {"level", codes::spec_identity, [](AssessmentSpec& s) { s.level = static_cast<SkillLevel>(9); }},
        {"utc_offset_minutes", codes::spec_time, [](AssessmentSpec& s) { s.utc_offset_minutes = 1'000; }},
        {"standard.source", codes::spec_standard, [](AssessmentSpec& s) { s.standard.source = static_cast<StandardSource>(0); }},
        {"standard.code", codes::spec_standard, [](AssessmentSpec& s) { s.standard.code = " "; }},
        {"standard.version", codes::spec_standard, [](AssessmentSpec& s) { s.standard.version.clear(); }},
        {"theory.time.duration_ms", codes::spec_time, [](AssessmentSpec& s) { s.theory.time.duration_ms = 0; }},
        {"theory.time.hand_in_earliest_ms", codes::spec_time, [](AssessmentSpec& s) { s.theory.time.hand_in_earliest_ms = INT64_MAX; }},
        {"theory.time.late_entry_limit_ms", codes::spec_time, [](AssessmentSpec& s) { s.theory.time.late_entry_limit_ms = -1; }},
        {"theory.time.no_hand_in_last_ms", codes::spec_time, [](AssessmentSpec& s) { s.theory.time.no_hand_in_last_ms = 61 * kMinuteMs; }},
        {"theory.time.notices_ms[1]", codes::spec_time,
         [](AssessmentSpec& s) {
             s.theory.time.notices_ms = {kMinuteMs, 2 * kMinuteMs};
         }},
        {"theory.time.notices_ms", codes::spec_time, [](AssessmentSpec& s) { s.theory.time.notices_ms = {9, 8, 7, 6, 5, 4, 3, 2, 1}; }},
        {"theory.points_max", codes::spec_pass_mark, [](AssessmentSpec& s) { s.theory.points_max = 0; }},
        {"theory.points_max", codes::spec_points_sum, [](AssessmentSpec& s) { s.theory.points_max = 10'100; }},
        {"theory.pass_mark", codes::spec_pass_mark, [](AssessmentSpec& s) { s.theory.pass_mark = 10'001; }},
        {"theory.item_types", codes::spec_item_types, [](AssessmentSpec& s) { s.theory.item_types.clear(); }},
        {"theory.item_types[1].type", codes::spec_item_types, [](AssessmentSpec& s) { s.theory.item_types[1].type = ItemType::single; }},
        {"theory.item_types[0].count", codes::spec_item_types, [](AssessmentSpec& s) { s.theory.item_types[0].count = 0; }},
        {"theory.item_types[0].points_each", codes::spec_item_types, [](AssessmentSpec& s) { s.theory.item_types[0].points_each = -1; }},
        {"theory.item_types[1].stimuli", codes::spec_item_types, [](AssessmentSpec& s) { s.theory.item_types[1].stimuli = 11; }},
        {"theory.areas", codes::spec_areas, [](AssessmentSpec& s) { s.theory.areas.clear(); }},
        {"theory.areas[1].id", codes::spec_areas, [](AssessmentSpec& s) { s.theory.areas[1].id = "A"; }},
        {"theory.areas[0].name", codes::spec_areas, [](AssessmentSpec& s) { s.theory.areas[0].name = {}; }},
        {"theory.areas[0].weight", codes::spec_areas, [](AssessmentSpec& s) { s.theory.areas[0].weight = 0; }},
        {"theory.areas", codes::spec_area_sum, [](AssessmentSpec& s) { s.theory.areas[0].weight = 6; }},
        {"theory.areas", codes::spec_area_sum, [](AssessmentSpec& s) { s.theory.area_basis = AreaBasis::points; }},
        {"theory.importance_percent", codes::spec_shares,
         [](AssessmentSpec& s) {
             s.theory.importance_percent = {80, 15, 6};
         }},
        {"theory.difficulty_percent", codes::spec_shares,
         [](AssessmentSpec& s) {
             s.theory.difficulty_percent = {130, -30, 0, 0, 0};
         }},
        {"theory.multiple.mode", codes::spec_multiple_rule,
         [](AssessmentSpec& s) { s.theory.multiple.mode = static_cast<MultipleMode>(9); }},
        {"theory.multiple.partial_points", codes::spec_multiple_rule,
         [](AssessmentSpec& s) { s.theory.multiple.mode = MultipleMode::partial_fixed; }},
        {"theory.open_multiple.wrong_points", codes::spec_multiple_rule,
         [](AssessmentSpec& s) { s.theory.open_multiple.wrong_points = 5; }},
        {"theory.numeric.decimals_max", codes::spec_text_rule, [](AssessmentSpec& s) { s.theory.numeric.decimals_max = 10; }},
        {"theory.short_text.blanks", codes::spec_text_rule, [](AssessmentSpec& s) { s.theory.short_text.blanks = static_cast<Blanks>(0); }},
        {"theory.score_release", codes::spec_tools, [](AssessmentSpec& s) { s.theory.score_release = static_cast<ScoreRelease>(4); }},
        {"theory.tools[1]", codes::spec_tools,
         [](AssessmentSpec& s) {
             s.theory.tools = {Tool::calculator, Tool::calculator};
         }},
    };
    for (const Mistake& mistake : mistakes) {
        AssessmentSpec spec = electrician_spec();
        mistake.make(spec);
        CAPTURE(mistake.where);
        CHECK(reports(check_spec(spec), mistake.code, mistake.where));
    }
}

TEST_CASE("several mistakes are reported together") {
    AssessmentSpec spec = electrician_spec();
    spec.standard.code.clear();
    spec.theory.areas[0].weight = 6;
    spec.theory.importance_percent = {0, 0, 0};
    CHECK_EQ(check_spec(spec).size(), 3);
}

TEST_CASE("an exemption names only areas that the spec lets go, with document and approval") {
    const AssessmentSpec spec = electrician_spec();
    CHECK(check_exemption(spec, {}).empty());
    CHECK(check_exemption(spec, {.areas = {"B"}, .basis = "毕业证书 2024-001", .approved_by = "0001"}).empty());
    CHECK(reports(check_exemption(spec, {.areas = {"A"}, .basis = "x", .approved_by = "y"}), codes::exemption_area, "areas[0]"));
    CHECK(reports(check_exemption(spec, {.areas = {"B", "B"}, .basis = "x", .approved_by = "y"}), codes::exemption_area, "areas[1]"));
    CHECK(reports(check_exemption(spec, {.areas = {"B"}, .basis = "", .approved_by = "y"}), codes::exemption_basis, "basis"));
    CHECK(reports(check_exemption(spec, {.areas = {"A", "B", "C", "D", "E", "F", "G"}, .basis = "x", .approved_by = "y"}),
                  codes::exemption_all, "areas"));
}
