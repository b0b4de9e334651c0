#include "core/assessment/levels.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::assessment;

TEST_CASE("the eight levels stand in the order of P1, by name") {
    const std::string_view names[] = {"学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师"};
    for (int number = 1; number <= 8; ++number) {
        const auto level = skill_level(number);
        REQUIRE(level.has_value());
        CHECK_EQ(level_number(*level), number);
        CHECK_EQ(level_name(*level, Language::zh_cn), names[number - 1]);
        CHECK_FALSE(level_name(*level, Language::en).empty());
    }
    CHECK_FALSE(skill_level(0).has_value());
    CHECK_FALSE(skill_level(9).has_value());
    CHECK_FALSE(skill_level(-1).has_value());
}

TEST_CASE("national grades 5 to 1 are levels 2 to 6") {
    CHECK_EQ(national_grade(SkillLevel::junior), 5);
    CHECK_EQ(national_grade(SkillLevel::senior_technician), 1);
    CHECK_FALSE(national_grade(SkillLevel::apprentice).has_value());
    CHECK_FALSE(national_grade(SkillLevel::chief_technician).has_value());
}

TEST_CASE("a level is shown with its grade where it has one") {
    CHECK_EQ(level_display(SkillLevel::intermediate, Language::zh_cn), "四级/中级工");
    CHECK_EQ(level_display(SkillLevel::intermediate, Language::en), "Grade 4 / Intermediate worker");
    CHECK_EQ(level_display(SkillLevel::special_grade_technician, Language::zh_cn), "特级技师");
}
