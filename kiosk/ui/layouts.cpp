#include "kiosk/ui/layouts.h"

#include <algorithm>
#include <cmath>

namespace kaogong::kiosk::ui {
namespace {

// A page of text and all labels around it are some hundred; when more has gathered, the texts of screens long gone are among them.
constexpr std::size_t kLayoutsMax = 768;

int sixteenths(float px) {
    return static_cast<int>(std::lround(px * 16));
}

Layout lay_out(const Measure& measure, const Layouts::Wanted& wanted) {
    constexpr float kWithoutEnd = 1e9F;
    Layout layout;
    layout.glyphs = glyphs_of(wanted.text);
    layout.lines = break_lines(layout.glyphs, wanted.width_max_px > 0 ? wanted.width_max_px : kWithoutEnd, measure);
    for (const Line& line : layout.lines) layout.width_px = std::max(layout.width_px, line.width);
    return layout;
}

} // namespace

float font_size_px(TextStyle style, float scale) {
    return std::round(style.size * scale * kLineHeightOfCharacter); // only whole sizes are drawn texel for pixel
}

FontMeasure::FontMeasure(const Fonts& fonts, TextStyle style, float scale)
    : faces_{fonts.regular->GetFontBaked(font_size_px(style, scale)), fonts.bold->GetFontBaked(font_size_px(style, scale))},
      all_bold_(style.weight == Weight::bold), em_px_(style.size * scale) {}

float FontMeasure::advance(char32_t code_point, bool bold) const {
    ImFontBaked* face = faces_[all_bold_ || bold ? 1 : 0];
    return face->GetCharAdvance(static_cast<ImWchar>(code_point));
}

const Layout& Layouts::layout(const Fonts& fonts, const Wanted& wanted) {
    const bool bold = wanted.style.weight == Weight::bold;
    Name name{std::string(wanted.text), sixteenths(font_size_px(wanted.style, wanted.scale)), bold, sixteenths(wanted.width_max_px)};
    const auto known = known_.find(name);
    if (known != known_.end()) return known->second;
    if (known_.size() >= kLayoutsMax) known_.clear();
    const FontMeasure measure(fonts, wanted.style, wanted.scale);
    return known_.emplace(std::move(name), lay_out(measure, wanted)).first->second;
}

} // namespace kaogong::kiosk::ui
