// Where lines of Chinese, Latin and mixed text may end. A line may break between any two ideographs, but never before closing punctuation,
// never after opening punctuation, and never inside a Latin word, a number with its unit, an ellipsis or the blank of a question （　　）.
// Pure: the same text, widths and measure give the same lines. A word that is longer than a line is broken anywhere rather than lost.
//
// Text may hold two marks, kBoldOn and kBoldOff; they become the weight of the glyphs between them and are no glyphs themselves.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kaogong::kiosk::ui {

inline constexpr char kBoldOn = '\x01';
inline constexpr char kBoldOff = '\x02';

// One code point of a text, with the bytes that it comes from.
struct Glyph {
    char32_t code_point = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool bold = false; // between kBoldOn and kBoldOff
};
std::vector<Glyph> glyphs_of(std::string_view text);

// How wide things are, in any unit: the advance of a glyph, and the size of one ideograph.
class Measure {
  public:
    virtual ~Measure() = default;
    virtual float advance(char32_t code_point, bool bold) const = 0;
    virtual float em() const = 0;
};

// Two punctuation marks that meet leave a hole of half a character between them; the second is pulled back by this share of an em.
float squeeze(char32_t before, char32_t after);

bool may_break_between(const std::vector<Glyph>& glyphs, std::size_t after); // between `after` and its successor

struct Line {
    std::size_t begin = 0; // glyphs; blanks at a line's end are left out
    std::size_t end = 0;
    float width = 0;
};
std::vector<Line> break_lines(const std::vector<Glyph>& glyphs, float width_max, const Measure& measure);
// How far glyph `at` moves the pen on a line that begins at glyph `line_begin`.
float pen_advance(const std::vector<Glyph>& glyphs, std::size_t at, std::size_t line_begin, const Measure& measure);

} // namespace kaogong::kiosk::ui
