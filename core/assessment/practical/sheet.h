// The score sheet 评分记录表 of a practical test as plain data: task modules, rows with the rule of their kind, gates, vetoes. Every number
// that a rule needs stands here and none in code. Points are integer hundredths; what is measured is an integer count of the smallest unit
// that its quantity is read in, never a floating-point number. Numbers of the enums stand in records and journals and never change.
#pragma once

#include "core/assessment/levels.h"
#include "core/assessment/points.h"
#include "core/assessment/spec.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kaogong::practical {

using assessment::Fraction;
using assessment::LocalText;
using assessment::Points;

// 评分方式: who scores a row.
enum class ScoredBy : std::uint8_t {
    one_on_site = 1, // 现场一人
    any_on_site,     // 现场共记: each fault noted once, whoever saw it, all sign
    two_independent, // 两人独立检测
    panel_blind,     // 三人及以上独立评分
};
// 考核阶段: when a row is scored. Each phase is finished and sealed on its own.
enum class Phase : std::uint8_t { prep = 1, on_site, workpiece, review }; // 考前检查, 现场操作, 工件检测, 评审
inline constexpr std::array kPhases = {Phase::prep, Phase::on_site, Phase::workpiece, Phase::review};

enum class RowState : std::uint8_t {
    unseen = 1,     // 未评
    scored,         // 已评
    not_done,       // 未完成: 0 points
    not_applicable, // 不适用: only where the row says so
};

// 检测量: one thing that is read. Values, limits and steps count units of 10^-places of `unit`: with places 3 and mm, micrometres. Limits
// are inclusive; where `referenced` is set they are deviations from a second reading that is taken at the same time (double stethoscope).
struct Quantity {
    std::string id; // `depth`, `systolic`; empty where a row reads one thing alone
    LocalText name;
    std::string unit; // `mm`, `A`, `°C`; empty for a bare number
    int places = 0;
    std::optional<std::int64_t> nominal;
    std::optional<std::int64_t> lower, upper;
    bool referenced = false;
    bool operator==(const Quantity&) const = default;
};
inline constexpr int kPlacesMax = 6;
inline constexpr std::int64_t kValueMax = 10'000'000'000; // of a reading or limit, in its smallest unit
inline constexpr Points kPointsMax = 1'000'000;           // of anything on a sheet: 10,000 points

// 每超差 0.01 扣 1 分. Whether a part of a step counts differs between standards, so that every sheet says it.
enum class PartOfStep : std::uint8_t { started = 1, whole }; // 不足一步按一步计, 不足一步不计
struct Stepping {
    std::int64_t step = 1; // in the quantity's units
    Points points_each = 0;
    PartOfStep part = PartOfStep::started;
    bool operator==(const Stepping&) const = default;
};

// Something that is ticked: points are lost when it is missed; for conditions that take the whole row they are 0.
struct Tick {
    std::string id;
    LocalText text;
    Points points = 0;
    bool operator==(const Tick&) const = default;
};

// ---- The kinds of rows, in the order of their numbers (ItemKind).

struct StrictRule { // 不合格不得分: one tick missed takes all
    std::vector<Tick> ticks;
    bool operator==(const StrictRule&) const = default;
};
struct PerStepRule { // 每超差 ... 扣 ...: the examiner enters by how much it lies over, either sign
    Quantity excess;
    Stepping stepping;
    bool operator==(const PerStepRule&) const = default;
};
struct GradeRule {                     // 降一级扣 ...: how many grades each surface lies below
    int surfaces = 0;                  // 0: as many as the drawing has
    std::optional<Points> points_each; // most that one surface can lose
    Points points_grade = 0;           // lost for each grade down
    bool operator==(const GradeRule&) const = default;
};
enum class Counting : std::uint8_t { faults = 1, achieved };
struct CountRule { // 每处扣 ..., or points for each one achieved
    Counting counting = Counting::faults;
    Points points_each = 0;
    int of = 0;                    // most that can be counted; 0: no limit
    std::optional<Points> cap;     // most that faults can take, where that is less than the row's points
    std::optional<Quantity> along; // 每 5 mm 扣 ...: faults are measured, not counted
    Stepping stepping;             // of `along`
    bool operator==(const CountRule&) const = default;
};
struct SampledRule { // 抽检 n 处, each strict
    int places = 0;
    Points points_each = 0;
    std::vector<Quantity> quantities; // one a place; empty where a place is only good or bad
    bool operator==(const SampledRule&) const = default;
};
struct GroupedCountRule {           // 一项扣 5 分, 两项以上扣 10 分
    std::vector<Points> deductions; // for one, for two, ...; the last holds for all more
    bool operator==(const GroupedCountRule&) const = default;
};
struct LimitZeroRule { // 深度 > 0.5 或累计 > 30 配分扣光
    std::vector<Quantity> quantities;
    std::optional<std::size_t> stepped; // the quantity that costs points step by step while no limit is passed
    Stepping stepping;
    bool operator==(const LimitZeroRule&) const = default;
};
struct OffTotalRule { // 违反一项从总分扣 3 分, 不超过 10 分: outside of the sum
    Points points_each = 0;
    std::optional<Points> cap;
    bool operator==(const OffTotalRule&) const = default;
};

// What gates, vetoes and overtime do. There is no effect "void": voiding is decided by people, with a basis.
enum class EffectKind : std::uint8_t {
    warn = 1,
    item_zero,
    module_zero,
    total_zero,
    component_fails,
    stop_module,
    stop_test,
    report_incident
};
struct Effect {
    EffectKind kind = EffectKind::warn;
    std::string target; // row of item_zero, module of module_zero and stop_module
    bool operator==(const Effect&) const = default;
};

struct OvertimeRule {         // 每超 5 min 扣总分 1 分, 超 15 min 本题 0 分
    std::int64_t step_ms = 0; // 0: no overtime is allowed and none costs points
    Points points_each = 0;
    PartOfStep part = PartOfStep::started;
    std::int64_t stop_after_ms = 0; // overtime at which the work is stopped
    std::optional<Effect> beyond;   // of overtime longer than `stop_after_ms`
    bool operator==(const OvertimeRule&) const = default;
};
enum class Combine : std::uint8_t { mean = 1, median, trimmed_mean }; // trimmed: one highest and one lowest left out
struct JudgementRule {                                                // 评价分 0 to 3, each score with its own descriptor
    std::array<LocalText, 4> descriptors;
    bool operator==(const JudgementRule&) const = default;
};
struct Band {
    std::string id;
    LocalText name;
    Points points = 0;
    std::optional<std::int64_t> lower, upper; // inclusive, of the rule's quantity
    bool operator==(const Band&) const = default;
};
struct BandRule { // the first band that holds the value, or the one that was chosen
    std::optional<Quantity> quantity;
    std::vector<Band> bands;
    bool operator==(const BandRule&) const = default;
};
struct CheckRule { // done or not done, points for each
    std::vector<Tick> ticks;
    bool operator==(const CheckRule&) const = default;
};
struct StepRule { // steps in their order
    std::vector<Tick> steps;
    Points points_order = 0; // lost once when the order is wrong
    bool operator==(const StepRule&) const = default;
};
struct MeasureStrictRule { // 超差不得分
    std::vector<Quantity> quantities;
    bool operator==(const MeasureStrictRule&) const = default;
};
struct MeasureStepRule {
    std::vector<Quantity> quantities;
    Stepping stepping;
    bool operator==(const MeasureStepRule&) const = default;
};

using Rule = std::variant<StrictRule, PerStepRule, GradeRule, CountRule, SampledRule, GroupedCountRule, LimitZeroRule, OffTotalRule,
                          OvertimeRule, JudgementRule, BandRule, CheckRule, StepRule, MeasureStrictRule, MeasureStepRule>;
enum class ItemKind : std::uint8_t {
    strict = 1,
    per_step,
    grade,
    count,
    sampled,
    grouped_count,
    limit_zero,
    off_total,
    overtime,
    judgement,
    band,
    check,
    step,
    measure_strict,
    measure_step
};

enum class NotApplicablePoints : std::uint8_t { full = 1, rescale };
struct NotApplicableRule { // na_when
    LocalText when;
    NotApplicablePoints points = NotApplicablePoints::full;
    bool operator==(const NotApplicableRule&) const = default;
};

// How near two independent readings must be: within `least`, or within the tolerance divided by `share` (0: not asked).
struct Agreement {
    std::int64_t least = 0;
    int share = 0;
    bool operator==(const Agreement&) const = default;
};

struct ScoreItem { // 评分项, a row
    std::string id;
    std::string module; // empty for OFF_TOTAL and for OVERTIME of the whole test
    LocalText name;
    Points points_max = 0;
    LocalText words; // the rule in the sheet's own words; examiners read these
    ScoredBy by = ScoredBy::any_on_site;
    Phase phase = Phase::on_site;
    Rule rule;
    std::vector<Tick> zero_when; // conditions that take the whole row (无互锁得 0 分)
    std::optional<NotApplicableRule> not_applicable;
    std::string instrument; // id, or empty
    Agreement agreement;    // of two_independent rows
    bool coded = true;      // false: the piece cannot leave its station, so that no piece code hides whose it is
    ItemKind kind() const { return static_cast<ItemKind>(rule.index() + 1); }
    bool operator==(const ScoreItem&) const = default;
};
constexpr bool lies_outside_sum(ItemKind kind) {
    return kind == ItemKind::off_total || kind == ItemKind::overtime;
}

struct Instrument { // 量具
    std::string id;
    LocalText name;
    std::string number;
    std::string unit;
    int places = 0;
    std::int64_t minimum = 0, maximum = 0, resolution = 1; // in units of 10^-places
    std::int64_t valid_to_ms = 0;                          // 检定有效期, UTC
    bool operator==(const Instrument&) const = default;
};

enum class ModuleChoice : std::uint8_t { mandatory = 1, elective, drawn }; // 必考, 选考, 抽签
struct TaskModule {
    std::string id;
    LocalText name;
    Points points_max = 0;   // its rows sum to this
    std::int64_t weight = 0; // 比重, hundredths of a per cent: 30 % is 3000
    std::int64_t minutes = 0;
    ModuleChoice choice = ModuleChoice::mandatory;
    std::string group;                 // of elective and drawn modules
    std::optional<Points> points_pass; // 单项合格
    bool operator==(const TaskModule&) const = default;
};
struct ModuleGroup { // so many of these are taken
    std::string id;
    LocalText name;
    int take = 1;
    bool operator==(const ModuleGroup&) const = default;
};

struct Gate { // 单项最低分要求
    std::string id;
    std::vector<std::string> items;
    Points below = 0; // the rows' points together; less than this and the effect comes
    Effect effect;
    LocalText words;
    bool operator==(const Gate&) const = default;
};

struct VetoStep { // at these occurrences; the last step of a veto holds for all later ones
    std::vector<int> occurrences;
    std::vector<Effect> effects;
    std::string counts_in; // a COUNT row that gets one fault more, or empty
    bool operator==(const VetoStep&) const = default;
};
struct VetoItem { // 否定项(一票否决)
    std::string id;
    LocalText trigger;
    std::vector<VetoStep> steps;
    bool operator==(const VetoItem&) const = default;
};

// Rows are always rounded half up to a hundredth. A sheet may ask for a coarser step, and says when it is applied.
enum class RoundAt : std::uint8_t { row = 1, module, total };
struct RoundingRule {
    Points step = 1;
    RoundAt at = RoundAt::row;
    bool operator==(const RoundingRule&) const = default;
};
enum class ShowTotal : std::uint8_t { never = 1, at_finish, always };

struct ScoreSheet {
    std::string id;
    std::string version;
    LocalText title;
    assessment::Occupation occupation;
    assessment::SkillLevel level = assessment::SkillLevel::junior;
    assessment::StandardReference standard;
    Points points_max = 10'000;
    Points points_pass = 6'000;
    std::int64_t duration_ms = 0;
    RoundingRule rounding;
    ShowTotal show_total = ShowTotal::at_finish;
    int judges_min = 3;
    Combine combine = Combine::mean;
    std::optional<int> spread_max; // of judgement scores; more sends the row back
    std::vector<Instrument> instruments;
    std::vector<ModuleGroup> groups;
    std::vector<TaskModule> modules;
    std::vector<ScoreItem> items;
    std::vector<Gate> gates;
    std::vector<VetoItem> vetoes;

    const ScoreItem* find_item(std::string_view item) const;
    const TaskModule* find_module(std::string_view module) const;
    const VetoItem* find_veto(std::string_view veto) const;
    const Instrument* find_instrument(std::string_view instrument) const;
    bool operator==(const ScoreSheet&) const = default;
};

inline constexpr int kJudgementMax = 3;
inline constexpr std::size_t kRowsMax = 300;
inline constexpr std::size_t kTicksMax = 24;
inline constexpr std::size_t kQuantitiesMax = 24;
inline constexpr std::int64_t kCountMax = 10'000;

std::string_view kind_name(ItemKind kind); // `MEASURE_STEP`, as sheets write it
std::optional<ItemKind> find_kind(std::string_view name);
std::string_view effect_name(EffectKind kind);   // `total_zero`
std::string effect_text(const Effect& effect);   // `item_zero A12`
std::string_view row_state_name(RowState state); // `not_done`
// The quantities that a row reads, whatever its kind; none for rows that count, tick or judge.
std::vector<Quantity> quantities_of(const ScoreItem& item);

} // namespace kaogong::practical
