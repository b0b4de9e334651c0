// Colours by role, in three themes. Code names a role, never a value: a theme is then one table, and a test can hold every pair to its
// contrast. Orange (current) is the current question and nothing else; red (danger) on a candidate's screen is time and nothing else.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kaogong::kiosk::ui {

// role, light, dark, high contrast (0xRRGGBB)
#define KAOGONG_ROLES(X)                                                                                                                   \
    X(ground, 0xF1F4F7, 0x0F151C, 0x000000)                                                                                                \
    X(surface, 0xFFFFFF, 0x1A232D, 0x000000)                                                                                               \
    X(sunken, 0xE8EDF2, 0x263240, 0x1C1C1C)                                                                                                \
    X(line, 0xD2DAE3, 0x364453, 0xFFFFFF)                                                                                                  \
    X(line_strong, 0x75838F, 0x7E90A3, 0xFFFFFF)                                                                                           \
    X(ink, 0x15202B, 0xEDF2F7, 0xFFFFFF)                                                                                                   \
    X(ink2, 0x465462, 0xB7C4D1, 0xFFFFFF)                                                                                                  \
    X(ink_off, 0x586573, 0xA3B1BF, 0xC8C8C8)                                                                                               \
    X(accent, 0x1457A6, 0x82B8F7, 0x6FCBFF)                                                                                                \
    X(accent_edge, 0x0D3E7A, 0x5B97DE, 0xFFFFFF)                                                                                           \
    X(accent_soft, 0xE3EEFA, 0x1B3553, 0x00304D)                                                                                           \
    X(on_accent, 0xFFFFFF, 0x06203F, 0x000000)                                                                                             \
    X(current, 0xB24A00, 0xFFAE66, 0xFFB454)                                                                                               \
    X(current_edge, 0x7F3500, 0xC2752F, 0xFFFFFF)                                                                                          \
    X(current_soft, 0xFFF0E1, 0x43290F, 0x3A2400)                                                                                          \
    X(on_current, 0xFFFFFF, 0x2A1500, 0x000000)                                                                                            \
    X(success, 0x176638, 0x7BD99E, 0x7CF0A0)                                                                                               \
    X(success_soft, 0xE2F3E8, 0x173726, 0x002B12)                                                                                          \
    X(warning, 0x845000, 0xF2C26B, 0xFFE14D)                                                                                               \
    X(warning_soft, 0xFFF2D9, 0x3D2E0E, 0x332B00)                                                                                          \
    X(danger, 0xB3211B, 0xFF9D94, 0xFF9C94)                                                                                                \
    X(danger_edge, 0x7E1511, 0xDB766D, 0xFFFFFF)                                                                                           \
    X(danger_soft, 0xFCE9E7, 0x4A1D1A, 0x3D0400)                                                                                           \
    X(on_danger, 0xFFFFFF, 0x3A0603, 0x000000)                                                                                             \
    X(focus, 0x15202B, 0xFFFFFF, 0xFFFF00)                                                                                                 \
    X(bar, 0x18283A, 0x0A0F14, 0x000000)                                                                                                   \
    X(on_bar, 0xFFFFFF, 0xEDF2F7, 0xFFFFFF)                                                                                                \
    X(on_bar2, 0xC3D0DE, 0xB7C4D1, 0xFFFFFF)                                                                                               \
    X(bar_line, 0x3A4C60, 0x364453, 0xFFFFFF)                                                                                              \
    X(bar_strong, 0x7C90A5, 0x7E90A3, 0xFFFFFF)                                                                                            \
    X(edge, 0xC3CDD8, 0x0A0F14, 0x000000)                                                                                                  \
    X(scrim, 0x15202B, 0x000000, 0x000000)                                                                                                 \
    X(station_1, 0x0F6B73, 0x5CC4CC, 0xFFFFFF) /* bars and numbers by place in the strip of stations */                                    \
    X(station_2, 0x6B3FA0, 0xC3A3F0, 0xFFFFFF)                                                                                             \
    X(station_3, 0x962A6B, 0xEE9CCB, 0xFFFFFF)                                                                                             \
    X(station_4, 0x5F6414, 0xC9CE6B, 0xFFFFFF)                                                                                             \
    X(station_5, 0x414E8C, 0xA9B6F2, 0xFFFFFF)                                                                                             \
    X(station_6, 0x6E4B30, 0xD9AE8C, 0xFFFFFF)                                                                                             \
    X(paper, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF) /* the ground of photographs, figures and QR codes in every theme */                            \
    X(paper_ink, 0x000000, 0x000000, 0x000000)

enum class Role {
#define KAOGONG_ROLE(name, light, dark, high) name,
    KAOGONG_ROLES(KAOGONG_ROLE)
#undef KAOGONG_ROLE
};
inline constexpr std::size_t kRoleCount = static_cast<std::size_t>(Role::paper_ink) + 1;

std::string_view role_name(Role role);

enum class ThemeName { light, dark, high_contrast };

struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;
};

class Theme {
  public:
    explicit Theme(ThemeName name);

    ThemeName name() const { return name_; }
    Color color(Role role) const { return colors_[static_cast<std::size_t>(role)]; }
    // Bottom edges stand under cards and filled buttons, except in high contrast, where frames are one unit thicker instead.
    bool has_edges() const { return name_ != ThemeName::high_contrast; }
    float frame_extra() const { return name_ == ThemeName::high_contrast ? 1.0F : 0.0F; }

  private:
    ThemeName name_;
    std::array<Color, kRoleCount> colors_;
};

// WCAG 2 contrast ratio of two opaque colours, 1 to 21.
double contrast(Color one, Color other);

} // namespace kaogong::kiosk::ui
