#include "core/assessment/levels.h"

#include "core/base/check.h"

namespace kaogong::assessment {
namespace {

struct LevelRow {
    SkillLevel level;
    int grade; // 0 = outside the five national grades
    std::string_view zh_cn, en, grade_zh_cn, grade_en;
};

constexpr LevelRow kRows[] = {
    {SkillLevel::apprentice, 0, "学徒工", "Apprentice", "", ""},
    {SkillLevel::junior, 5, "初级工", "Junior worker", "五级", "Grade 5"},
    {SkillLevel::intermediate, 4, "中级工", "Intermediate worker", "四级", "Grade 4"},
    {SkillLevel::senior, 3, "高级工", "Senior worker", "三级", "Grade 3"},
    {SkillLevel::technician, 2, "技师", "Technician", "二级", "Grade 2"},
    {SkillLevel::senior_technician, 1, "高级技师", "Senior technician", "一级", "Grade 1"},
    {SkillLevel::special_grade_technician, 0, "特级技师", "Special-grade technician", "", ""},
    {SkillLevel::chief_technician, 0, "首席技师", "Chief technician", "", ""},
};

const LevelRow& row_of(SkillLevel level) {
    const int number = level_number(level);
    CHECK(number >= 1 && number <= static_cast<int>(std::size(kRows)));
    return kRows[number - 1];
}

} // namespace

std::optional<SkillLevel> skill_level(std::int64_t number) {
    if (number < 1 || number > static_cast<std::int64_t>(kSkillLevels.size())) return std::nullopt;
    return static_cast<SkillLevel>(number);
}

std::string_view level_name(SkillLevel level, Language language) {
    return language == Language::en ? row_of(level).en : row_of(level).zh_cn;
}

std::optional<int> national_grade(SkillLevel level) {
    const int grade = row_of(level).grade;
    return grade == 0 ? std::nullopt : std::optional(grade);
}

std::string_view national_grade_name(SkillLevel level, Language language) {
    return language == Language::en ? row_of(level).grade_en : row_of(level).grade_zh_cn;
}

std::string level_display(SkillLevel level, Language language) {
    const std::string grade(national_grade_name(level, language));
    const std::string name(level_name(level, language));
    if (grade.empty()) return name;
    return grade + (language == Language::en ? " / " : "/") + name;
}

} // namespace kaogong::assessment
