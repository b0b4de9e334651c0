// The eight skill levels 职业技能等级 (P1) and their relation to the five national grades 五级..一级 (domain.md: levels 2 to 6). A level is
// part of every spec, session and result and is shown by name, never by number alone.
#pragma once

#include "core/base/codes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaogong::assessment {

enum class SkillLevel : std::uint8_t {
    apprentice = 1,           // 学徒工
    junior,                   // 初级工, 五级
    intermediate,             // 中级工, 四级
    senior,                   // 高级工, 三级
    technician,               // 技师, 二级
    senior_technician,        // 高级技师, 一级
    special_grade_technician, // 特级技师
    chief_technician,         // 首席技师
};

inline constexpr std::array kSkillLevels = {
    SkillLevel::apprentice,
    SkillLevel::junior,
    SkillLevel::intermediate,
    SkillLevel::senior,
    SkillLevel::technician,
    SkillLevel::senior_technician,
    SkillLevel::special_grade_technician,
    SkillLevel::chief_technician,
};

constexpr int level_number(SkillLevel level) {
    return static_cast<int>(level);
}
std::optional<SkillLevel> skill_level(std::int64_t number); // nothing outside 1..8

std::string_view level_name(SkillLevel level, Language language);          // 中级工, "Intermediate worker"
std::optional<int> national_grade(SkillLevel level);                       // 5..1 for levels 2..6
std::string_view national_grade_name(SkillLevel level, Language language); // 四级, "Grade 4"; empty for levels 1, 7 and 8
std::string level_display(SkillLevel level, Language language);            // 四级/中级工, "Grade 4 / Intermediate worker"; 学徒工

} // namespace kaogong::assessment
