#include "core/assessment/exceptions.h"

#include "core/base/check.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

using enum TimeEffect;
using R = ResultValue;
using S = SitAgain;
using E = EndsTheory;
using O = OutcomeCode;

// Order and contents are domain.md's table "Exceptions of the day". Where it says "spec", the row holds the milder of the choices.
constexpr OutcomeFacts kFacts[] = {
    {O::pass, "PASS", "合格", "Pass", none, R::normal, S::not_applicable, 0, E::never},
    {O::fail, "FAIL", "不合格", "Fail", none, R::normal, S::resit, 0, E::never},
    {O::unmarked, "UNMARKED", "待评分", "Not yet marked", none, R::normal, S::not_applicable, 0, E::never},
    {O::late_in, "LATE_IN", "迟到入场", "Admitted late", none, R::normal, S::not_applicable, 1, E::never},
    {O::late_out, "LATE_OUT", "迟到禁入", "Too late, not admitted", none, R::no_result, S::next_batch, 1, E::before_start},
    {O::absent, "ABSENT", "缺考", "Absent", none, R::no_result, S::next_batch, 2, E::before_start},
    {O::no_pledge, "NO_PLEDGE", "未签承诺书", "Pledge refused", none, R::no_result, S::next_batch, 1, E::before_start},
    {O::deferred, "DEFERRED", "缓考", "Deferred", none, R::no_result, S::next_batch, 1, E::before_start},
    {O::id_doubt, "ID_DOUBT", "人证存疑", "Identity in doubt", none, R::held, S::by_decision, 2, E::never},
    {O::impersonation, "IMPERSONATION", "替考", "Impersonation", stops, R::held, S::by_decision, 2, E::any_time},
    {O::warned, "WARNED", "违纪警告", "Warned", none, R::normal, S::not_applicable, 1, E::never},
    {O::stopped, "STOPPED", "违纪终止", "Stopped for misconduct", stops, R::zero, S::by_decision, 1, E::any_time},
    {O::cheated, "CHEATED", "作弊", "Cheated", stops, R::held, S::by_decision, 2, E::any_time},
    {O::early_start, "EARLY_START", "提前作答", "Started early", none, R::normal, S::not_applicable, 1, E::never},
    {O::late_stop, "LATE_STOP", "终了后继续", "Went on after the end", none, R::normal, S::not_applicable, 1, E::never},
    {O::piece_swapped, "PIECE_SWAPPED", "调包换件", "Piece swapped", stops, R::held, S::by_decision, 2, E::never},
    {O::safety_stop, "SAFETY_STOP", "安全否定项终止", "Stopped for safety", stops, R::zero, S::resit, 2, E::never},
    {O::injury, "INJURY", "受伤", "Injured", stops, R::no_result, S::as_deferred, 1, E::any_time},
    {O::ill, "ILL", "突发疾病", "Taken ill", stops, R::no_result, S::as_deferred, 1, E::any_time},
    {O::machine_fault, "MACHINE_FAULT", "设备故障", "Machine fault", credited, R::normal, S::same_session, 2, E::never},
    {O::material_fault, "MATERIAL_FAULT", "毛坯、材料、量具缺陷", "Fault of material or gauge", credited, R::normal, S::same_session, 2,
     E::never},
    {O::power_cut, "POWER_CUT", "停电", "Power cut", paused_for_all, R::normal, S::not_applicable, 1, E::any_time},
    {O::environment, "ENV", "火警、台风暴雨、噪声", "Fire alarm, storm or noise", paused_for_all, R::normal, S::not_applicable, 1,
     E::any_time},
    {O::staff_fault, "STAFF_FAULT", "考务差错", "Error of staff", credited, R::normal, S::not_applicable, 2, E::never},
    {O::paper_error, "PAPER_ERROR", "试题（图样）错误", "Error in the paper", credited, R::normal, S::not_applicable, 2, E::never},
    {O::withdrew, "WITHDREW", "自行放弃", "Withdrew", none, R::points_so_far, S::resit, 2, E::any_time},
    {O::complaint, "COMPLAINT", "现场申诉", "Complaint on the day", none, R::normal, S::not_applicable, 1, E::never},
};

struct ValueName {
    ResultValue value;
    std::string_view zh_cn, en;
};
constexpr ValueName kValueNames[] = {
    {R::normal, "正常", "Normal"}, {R::no_result, "无成绩", "No result"},
    {R::zero, "零分", "Zero"},     {R::points_so_far, "按已得分计", "Points so far"},
    {R::held, "待定", "Held"},     {R::void_, "成绩无效", "Void"},
};

} // namespace

std::span<const OutcomeFacts> outcome_table() {
    return kFacts;
}

const OutcomeFacts& outcome_facts(OutcomeCode code) {
    const auto* found =
        std::find_if(std::begin(kFacts), std::end(kFacts), [code](const OutcomeFacts& facts) { return facts.code == code; });
    CHECK(found != std::end(kFacts));
    return *found;
}

std::optional<OutcomeCode> outcome_code(std::int64_t number) {
    for (const OutcomeFacts& facts : kFacts) {
        if (static_cast<std::int64_t>(facts.code) == number) return facts.code;
    }
    return std::nullopt;
}

std::optional<OutcomeCode> find_outcome(std::string_view key) {
    for (const OutcomeFacts& facts : kFacts) {
        if (facts.key == key) return facts.code;
    }
    return std::nullopt;
}

std::string_view result_value_name(ResultValue value, Language language) {
    for (const ValueName& name : kValueNames) {
        if (name.value == value) return language == Language::en ? name.en : name.zh_cn;
    }
    return {};
}

} // namespace kaogong::assessment
