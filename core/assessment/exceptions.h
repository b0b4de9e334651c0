// Coded ends 结束代码 and exceptions of the day (domain.md): what happened, what becomes of the time and of the result. Staff record facts
// and propose; a void is never decided here. Numbers are stable: they stand in journals and records.
#pragma once

#include "core/base/codes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kaogong::assessment {

enum class OutcomeCode : std::uint8_t {
    pass = 1,       // 合格
    fail = 2,       // 不合格
    unmarked = 3,   // 待评分: handed in, keys not released here
    late_in = 10,   // 迟到入场
    late_out,       // 迟到禁入
    absent,         // 缺考
    no_pledge,      // 未签承诺书
    deferred,       // 缓考
    id_doubt,       // 人证存疑
    impersonation,  // 替考
    warned,         // 违纪警告
    stopped,        // 违纪终止
    cheated,        // 作弊
    early_start,    // 提前作答
    late_stop,      // 终了后继续
    piece_swapped,  // 调包换件
    safety_stop,    // 安全否定项终止
    injury,         // 受伤
    ill,            // 突发疾病
    machine_fault,  // 设备故障
    material_fault, // 毛坯、材料、量具缺陷
    power_cut,      // 停电
    environment,    // 火警、台风暴雨、噪声
    staff_fault,    // 考务差错
    paper_error,    // 试题(图样)错误
    withdrew,       // 自行放弃
    complaint,      // 现场申诉
};

// Five exceptional values that are never confused, and the normal one.
enum class ResultValue : std::uint8_t { normal = 1, no_result, zero, points_so_far, held, void_ };

enum class TimeEffect : std::uint8_t { none = 1, stops, credited, paused_for_all };
enum class SitAgain : std::uint8_t { not_applicable = 1, next_batch, by_decision, resit, same_session, as_deferred };

// Whether staff may end a theory sitting with the code, and when. The others are recorded beside a sitting that goes on.
enum class EndsTheory : std::uint8_t { never = 1, before_start, after_start, any_time };

struct OutcomeFacts {
    OutcomeCode code;
    std::string_view key; // `LATE_IN`, as tables and records write it
    std::string_view zh_cn;
    std::string_view en;
    TimeEffect time;
    ResultValue result; // default; where the spec or a person may choose, the mildest that is certain
    SitAgain sit_again;
    int deciders; // how many staff must stand behind it
    EndsTheory ends;
};

std::span<const OutcomeFacts> outcome_table(); // in the order of domain.md
const OutcomeFacts& outcome_facts(OutcomeCode code);
std::optional<OutcomeCode> outcome_code(std::int64_t number);
std::optional<OutcomeCode> find_outcome(std::string_view key);
std::string_view result_value_name(ResultValue value, Language language); // 无成绩, "No result"

} // namespace kaogong::assessment
