// Text measured and broken into lines, kept from frame to frame: a question is laid out once and then only copied. Widths are in device
// pixels of the size at hand, because that is what the face's glyphs are made for.
#pragma once

#include "kiosk/ui/line_break.h"
#include "kiosk/ui/type.h"

#include <imgui.h>

#include <map>
#include <string>
#include <tuple>

namespace kaogong::kiosk::ui {

struct Fonts {
    ImFont* regular = nullptr;
    ImFont* bold = nullptr;

    ImFont* of(bool is_bold) const { return is_bold ? bold : regular; }
};

struct Layout {
    std::vector<Glyph> glyphs;
    std::vector<Line> lines;
    float width_px = 0; // of the widest line
};

class Layouts {
  public:
    struct Wanted {
        std::string_view text;
        TextStyle style;
        float scale = 1;
        float width_max_px = 0; // one line when it is 0
    };
    // The reference holds until the next call.
    const Layout& layout(const Fonts& fonts, const Wanted& wanted);
    void clear() { known_.clear(); }

  private:
    using Name = std::tuple<std::string, int, bool, int>; // text, size and width in 1/16 px, weight
    std::map<Name, Layout> known_;
};

// How far apart glyphs of our two faces stand at one size.
class FontMeasure final : public Measure {
  public:
    FontMeasure(const Fonts& fonts, TextStyle style, float scale);
    float advance(char32_t code_point, bool bold) const override;
    float em() const override { return em_px_; }

  private:
    ImFontBaked* faces_[2];
    bool all_bold_;
    float em_px_;
};

float font_size_px(TextStyle style, float scale);

} // namespace kaogong::kiosk::ui
