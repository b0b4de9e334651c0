#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace kaogong::kiosk::ui {
namespace {

struct RoleRow {
    std::string_view name;
    std::array<std::uint32_t, 3> rgb; // light, dark, high contrast
};

constexpr RoleRow kRows[] = {
#define KAOGONG_ROLE(name, light, dark, high) {#name, {light, dark, high}},
    KAOGONG_ROLES(KAOGONG_ROLE)
#undef KAOGONG_ROLE
};
static_assert(std::size(kRows) == kRoleCount);

constexpr std::array<std::uint8_t, 3> kScrimAlpha{158, 179, 217}; // 62 %, 70 %, 85 %

Color opaque(std::uint32_t rgb) {
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 0xFF), static_cast<std::uint8_t>(rgb & 0xFF)};
}

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

} // namespace

std::string_view role_name(Role role) {
    return kRows[static_cast<std::size_t>(role)].name;
}

Theme::Theme(ThemeName name) : name_(name), colors_() {
    const auto column = static_cast<std::size_t>(name);
    for (std::size_t row = 0; row < kRoleCount; ++row) colors_[row] = opaque(kRows[row].rgb[column]);
    colors_[static_cast<std::size_t>(Role::scrim)].a = kScrimAlpha[column];
}

double contrast(Color one, Color other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace kaogong::kiosk::ui
