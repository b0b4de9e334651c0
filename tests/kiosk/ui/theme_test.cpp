#include "kiosk/ui/theme.h"

#include <cmath>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

using namespace kaogong::kiosk::ui;

namespace {

std::optional<Role> find_role(std::string_view name) {
    for (std::size_t i = 0; i < kRoleCount; ++i) {
        if (role_name(static_cast<Role>(i)) == name) return static_cast<Role>(i);
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("every pair of colours keeps its contrast in every theme") {
    std::ifstream file(std::string(KAOGONG_SOURCE_DIR) + "/tests/tables/contrast.txt");
    std::string line;
    int pairs = 0;
    while (std::getline(file, line)) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        std::string front, on, back, at_least;
        double limit = 0;
        double designed[3] = {};
        char colon = 0;
        words >> front >> on >> back >> at_least >> limit >> colon >> designed[0] >> designed[1] >> designed[2];
        CAPTURE(line);
        REQUIRE(words);
        REQUIRE(find_role(front).has_value());
        REQUIRE(find_role(back).has_value());
        for (const ThemeName name : {ThemeName::light, ThemeName::dark, ThemeName::high_contrast}) {
            const Theme theme(name);
            const double ratio = contrast(theme.color(*find_role(front)), theme.color(*find_role(back)));
            CHECK(ratio >= limit);
            CHECK(std::fabs(ratio - designed[static_cast<std::size_t>(name)]) < 0.06);
        }
        ++pairs;
    }
    CHECK(pairs >= 39);
}

TEST_CASE("contrast is that of WCAG 2: black on white is 21, a colour on itself is 1") {
    CHECK(std::fabs(contrast({0, 0, 0}, {255, 255, 255}) - 21.0) < 0.001);
    CHECK(std::fabs(contrast({20, 87, 166}, {20, 87, 166}) - 1.0) < 0.001);
}

TEST_CASE("pictures keep a white ground in every theme") {
    for (const ThemeName name : {ThemeName::light, ThemeName::dark, ThemeName::high_contrast}) {
        const Color paper = Theme(name).color(Role::paper);
        CHECK((paper.r == 255 && paper.g == 255 && paper.b == 255));
    }
}
