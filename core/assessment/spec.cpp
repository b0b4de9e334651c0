#include "core/assessment/spec.h"

#include "core/base/check.h"
#include "core/base/codes/assessment.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#include <algorithm>
#include <numeric>

namespace kaogong::assessment {
namespace {

constexpr std::int64_t kDurationMaxMs = 24 * 60 * 60'000;
constexpr Points kPointsMax = 1'000'000; // 10,000 points; keeps every product within 64 bits
constexpr std::size_t kAreasMax = 200;
constexpr std::size_t kNoticesMax = 8;
constexpr int kOffsetMaxMinutes = 14 * 60;

using Faults = std::vector<SpecFault>;

void add(Faults& faults, bool wrong, Code code, std::string where) {
    if (wrong) faults.push_back({code, std::move(where)});
}

std::string field(std::string_view list, std::size_t index, std::string_view name) {
    return std::string(list) + "[" + std::to_string(index) + "]." + std::string(name);
}

bool good_name(const LocalText& text) {
    return !text.zh_cn.empty() && text.zh_cn.size() <= kTextBytesMax && text.en.size() <= kTextBytesMax && is_utf8(text.zh_cn) &&
           is_utf8(text.en);
}

bool good_line(std::string_view text) {
    return !trim(text).empty() && text.size() <= 200 && is_utf8(text);
}

template <typename Enum> bool within(Enum value, Enum first, Enum last) {
    return value >= first && value <= last;
}

void check_identity(const AssessmentSpec& spec, Faults& faults) {
    add(faults, !is_id(spec.id), codes::spec_identity, "id");
    add(faults, !good_line(spec.version), codes::spec_identity, "version");
    add(faults, !is_id(spec.occupation.code), codes::spec_identity, "occupation.code");
    add(faults, !good_name(spec.occupation.name), codes::spec_identity, "occupation.name");
    add(faults, !skill_level(level_number(spec.level)), codes::spec_identity, "level");
    add(faults, spec.utc_offset_minutes < -kOffsetMaxMinutes || spec.utc_offset_minutes > kOffsetMaxMinutes, codes::spec_time,
        "utc_offset_minutes");
}

void check_standard(const StandardReference& standard, Faults& faults) {
    add(faults, !within(standard.source, StandardSource::national, StandardSource::international), codes::spec_standard, "standard.source");
    add(faults, !good_line(standard.code), codes::spec_standard, "standard.code");
    add(faults, !good_line(standard.version), codes::spec_standard, "standard.version");
}

void check_notices(const TimeRules& time, Faults& faults) {
    add(faults, time.notices_ms.size() > kNoticesMax, codes::spec_time, "theory.time.notices_ms");
    for (std::size_t i = 0; i < time.notices_ms.size(); ++i) {
        const std::int64_t notice = time.notices_ms[i];
        const bool falls = i == 0 || notice < time.notices_ms[i - 1];
        add(faults, notice <= 0 || notice >= time.duration_ms || !falls, codes::spec_time,
            "theory.time.notices_ms[" + std::to_string(i) + "]");
    }
}

void check_time(const TimeRules& time, Faults& faults) {
    const std::size_t before = faults.size();
    const auto outside = [&](std::int64_t value) { return value < 0 || value > time.duration_ms; };
    add(faults, time.duration_ms <= 0 || time.duration_ms > kDurationMaxMs, codes::spec_time, "theory.time.duration_ms");
    add(faults, outside(time.hand_in_earliest_ms), codes::spec_time, "theory.time.hand_in_earliest_ms");
    add(faults, outside(time.late_entry_limit_ms), codes::spec_time, "theory.time.late_entry_limit_ms");
    add(faults, outside(time.no_hand_in_last_ms), codes::spec_time, "theory.time.no_hand_in_last_ms");
    if (faults.size() != before) return;
    // With both rules together nobody could ever hand in.
    add(faults, time.hand_in_earliest_ms + time.no_hand_in_last_ms > time.duration_ms, codes::spec_time, "theory.time.no_hand_in_last_ms");
    check_notices(time, faults);
}

void check_pass_mark(const TheoryPlan& plan, Faults& faults) {
    add(faults, plan.points_max <= 0 || plan.points_max > kPointsMax, codes::spec_pass_mark, "theory.points_max");
    add(faults, plan.pass_mark <= 0 || plan.pass_mark > plan.points_max, codes::spec_pass_mark, "theory.pass_mark");
}

bool stimuli_can_fit(const ItemTypePlan& type) {
    return type.stimuli >= 0 && type.stimuli <= type.count / static_cast<int>(kStimulusItemsMin);
}

void check_item_type(const TheoryPlan& plan, std::size_t index, Faults& faults) {
    const ItemTypePlan& type = plan.item_types[index];
    const auto end = plan.item_types.begin() + static_cast<std::ptrdiff_t>(index);
    const bool repeated = std::any_of(plan.item_types.begin(), end, [&](const ItemTypePlan& earlier) { return earlier.type == type.type; });
    const auto where = [index](std::string_view name) { return field("theory.item_types", index, name); };
    add(faults, repeated || !item_type(static_cast<std::int64_t>(type.type)), codes::spec_item_types, where("type"));
    add(faults, type.count < 1 || type.count > static_cast<int>(kItemsOfPaperMax), codes::spec_item_types, where("count"));
    add(faults, type.points_each < 1 || type.points_each > kPointsMax, codes::spec_item_types, where("points_each"));
    add(faults, !stimuli_can_fit(type), codes::spec_item_types, where("stimuli"));
}

Points points_of_types(const TheoryPlan& plan) {
    Points total = 0;
    for (const ItemTypePlan& type : plan.item_types) total += type.count * type.points_each;
    return total;
}

void check_item_types(const TheoryPlan& plan, Faults& faults) {
    const std::size_t before = faults.size();
    add(faults, plan.item_types.empty(), codes::spec_item_types, "theory.item_types");
    for (std::size_t i = 0; i < plan.item_types.size(); ++i) check_item_type(plan, i, faults);
    if (faults.size() != before) return; // sums of wrong numbers say nothing
    add(faults, question_count(plan) > static_cast<int>(kItemsOfPaperMax), codes::paper_too_large, "theory.item_types");
    add(faults, points_of_types(plan) != plan.points_max, codes::spec_points_sum, "theory.points_max");
}

void check_area(const TheoryPlan& plan, std::size_t index, Faults& faults) {
    const AreaPlan& area = plan.areas[index];
    const auto end = plan.areas.begin() + static_cast<std::ptrdiff_t>(index);
    const bool repeated = std::any_of(plan.areas.begin(), end, [&](const AreaPlan& earlier) { return earlier.id == area.id; });
    add(faults, repeated || !is_id(area.id), codes::spec_areas, field("theory.areas", index, "id"));
    add(faults, !good_name(area.name), codes::spec_areas, field("theory.areas", index, "name"));
    add(faults, area.weight <= 0 || area.weight > kPointsMax, codes::spec_areas, field("theory.areas", index, "weight"));
}

void check_areas(const TheoryPlan& plan, Faults& faults) {
    const std::size_t before = faults.size();
    add(faults, !within(plan.area_basis, AreaBasis::questions, AreaBasis::points), codes::spec_areas, "theory.area_basis");
    add(faults, plan.areas.empty() || plan.areas.size() > kAreasMax, codes::spec_areas, "theory.areas");
    for (std::size_t i = 0; i < plan.areas.size(); ++i) check_area(plan, i, faults);
    if (faults.size() != before) return;
    std::int64_t total = 0;
    for (const AreaPlan& area : plan.areas) total += area.weight;
    const std::int64_t wanted = plan.area_basis == AreaBasis::questions ? question_count(plan) : plan.points_max;
    add(faults, total != wanted, codes::spec_area_sum, "theory.areas");
}

template <std::size_t Size> bool is_hundred_percent(const std::array<int, Size>& shares) {
    return std::all_of(shares.begin(), shares.end(), [](int share) { return share >= 0 && share <= 100; }) &&
           std::accumulate(shares.begin(), shares.end(), 0) == 100;
}

void check_multiple_rule(const TheoryPlan& plan, ItemType type, const std::string& where, Faults& faults) {
    const MultipleRule& rule = multiple_rule(plan, type);
    add(faults, !within(rule.mode, MultipleMode::all_or_nothing, MultipleMode::negative), codes::spec_multiple_rule, where + ".mode");
    const auto used =
        std::find_if(plan.item_types.begin(), plan.item_types.end(), [type](const ItemTypePlan& t) { return t.type == type; });
    const Points each = used == plan.item_types.end() ? kPointsMax : used->points_each;
    const bool fixed = rule.mode == MultipleMode::partial_fixed;
    const bool negative = rule.mode == MultipleMode::negative;
    add(faults, fixed ? rule.partial_points < 1 || rule.partial_points >= each : rule.partial_points != 0, codes::spec_multiple_rule,
        where + ".partial_points");
    add(faults, negative ? rule.wrong_points < 1 || rule.wrong_points > each : rule.wrong_points != 0, codes::spec_multiple_rule,
        where + ".wrong_points");
}

void check_rules(const TheoryPlan& plan, Faults& faults) {
    add(faults, !is_hundred_percent(plan.importance_percent), codes::spec_shares, "theory.importance_percent");
    add(faults, !is_hundred_percent(plan.difficulty_percent), codes::spec_shares, "theory.difficulty_percent");
    check_multiple_rule(plan, ItemType::multiple, "theory.multiple", faults);
    check_multiple_rule(plan, ItemType::open_multiple, "theory.open_multiple", faults);
    const NumericRule& numeric = plan.numeric;
    add(faults, !within(numeric.edge, ToleranceEdge::inclusive, ToleranceEdge::exclusive), codes::spec_text_rule, "theory.numeric.edge");
    add(faults, numeric.decimals_max < 0 || numeric.decimals_max > 9, codes::spec_text_rule, "theory.numeric.decimals_max");
    add(faults, !within(plan.short_text.blanks, Blanks::keep, Blanks::remove), codes::spec_text_rule, "theory.short_text.blanks");
}

void check_modes(const TheoryPlan& plan, Faults& faults) {
    add(faults, !within(plan.shuffle_options, Shuffle::off, Shuffle::on), codes::spec_tools, "theory.shuffle_options");
    add(faults, !within(plan.shuffle_items, Shuffle::off, Shuffle::on), codes::spec_tools, "theory.shuffle_items");
    add(faults, !within(plan.score_release, ScoreRelease::never, ScoreRelease::on_the_spot), codes::spec_tools, "theory.score_release");
    for (std::size_t i = 0; i < plan.tools.size(); ++i) {
        const bool rises = i == 0 || plan.tools[i - 1] < plan.tools[i];
        add(faults, !rises || !within(plan.tools[i], Tool::calculator, Tool::hide_time), codes::spec_tools,
            "theory.tools[" + std::to_string(i) + "]");
    }
}

} // namespace

std::vector<SpecFault> check_spec(const AssessmentSpec& spec) {
    Faults faults;
    check_identity(spec, faults);
    check_standard(spec.standard, faults);
    check_time(spec.theory.time, faults);
    check_pass_mark(spec.theory, faults);
    check_item_types(spec.theory, faults);
    check_areas(spec.theory, faults);
    check_rules(spec.theory, faults);
    check_modes(spec.theory, faults);
    return faults;
}

std::vector<SpecFault> check_exemption(const AssessmentSpec& spec, const TheoryExemption& exemption) {
    Faults faults;
    if (exemption.empty()) return faults;
    const std::vector<AreaPlan>& areas = spec.theory.areas;
    for (std::size_t i = 0; i < exemption.areas.size(); ++i) {
        const auto area = std::find_if(areas.begin(), areas.end(), [&](const AreaPlan& a) { return a.id == exemption.areas[i]; });
        const bool rises = i == 0 || exemption.areas[i - 1] < exemption.areas[i];
        add(faults, area == areas.end() || !area->exemptible || !rises, codes::exemption_area, "areas[" + std::to_string(i) + "]");
    }
    add(faults, exemption.areas.size() >= areas.size(), codes::exemption_all, "areas");
    add(faults, !good_line(exemption.basis), codes::exemption_basis, "basis");
    add(faults, !good_line(exemption.approved_by), codes::exemption_basis, "approved_by");
    return faults;
}

int question_count(const TheoryPlan& plan) {
    int count = 0;
    for (const ItemTypePlan& type : plan.item_types) count += type.count;
    return count;
}

const MultipleRule& multiple_rule(const TheoryPlan& plan, ItemType type) {
    CHECK(type == ItemType::multiple || type == ItemType::open_multiple);
    return type == ItemType::multiple ? plan.multiple : plan.open_multiple;
}

} // namespace kaogong::assessment
