#include "kiosk/ui/line_break.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace kaogong::kiosk::ui {
namespace {

constexpr std::u32string_view kClosing = U"，。、；：？！）】》」』〉］｝”’…—·％℃,.;:!?)]}%‰°′″々～";
constexpr std::u32string_view kOpening = U"（【《「『〈［｛“‘([{¥￥$№";
// Of the full-width marks above, those whose ink fills the left half only, and those whose ink fills the right half only.
constexpr std::u32string_view kBlankRight = U"，。、；：）】》」』〉］｝”’";
constexpr std::u32string_view kBlankLeft = U"（【《「『〈［｛“‘";
constexpr std::u32string_view kPairs = U"—…"; // —— and …… stay together
constexpr char32_t kIdeographicSpace = 0x3000;

bool among(std::u32string_view set, char32_t c) {
    return set.find(c) != std::u32string_view::npos;
}

bool is_blank(char32_t c) {
    return c == U' ' || c == kIdeographicSpace || c == U'\t';
}

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_mark(char32_t c) {
    return c == char32_t{kBoldOn} || c == char32_t{kBoldOff};
}

// Letters, digits and what joins them into one word: 0.5, KM1-2, 3/4, Ω, µF, Cu2+.
bool is_word(char32_t c) {
    const bool ascii = c > U' ' && c < 0x7F && !among(kClosing, c) && !among(kOpening, c);
    const bool latin_or_greek = c >= 0xA1 && c < 0x500 && !among(kClosing, c) && !among(kOpening, c);
    const bool other_symbol = (c >= 0x2070 && c < 0x20A0) || (c >= 0x2100 && c < 0x2150 && c != U'℃');
    return ascii || latin_or_greek || other_symbol;
}

// A full stop or comma between two digits, and a colon of a clock, belong to the number.
bool joins_number(const std::vector<Glyph>& glyphs, std::size_t at) {
    const char32_t c = glyphs[at].code_point;
    if (c != U'.' && c != U',' && c != U':') return false;
    return at > 0 && at + 1 < glyphs.size() && is_digit(glyphs[at - 1].code_point) && is_digit(glyphs[at + 1].code_point);
}

constexpr std::array<std::string_view, 46> kUnits{"V",  "kV",  "mV",  "A",  "mA", "W",   "kW",    "MW",  "VA",  "kVA", "var", "kvar",
                                                  "Hz", "kHz", "MHz", "s",  "ms", "h",   "m",     "mm",  "cm",  "km",  "kg",  "g",
                                                  "t",  "N",   "kN",  "Nm", "Pa", "MPa", "kPa",   "bar", "L",   "mL",  "K",   "lx",
                                                  "dB", "F",   "H",   "mH", "C",  "J",   "r/min", "min", "kWh", "mm2"};

// The word that begins at `at`, up to the next glyph that is no letter.
bool unit_begins(const std::vector<Glyph>& glyphs, std::size_t at) {
    std::string word;
    for (; at < glyphs.size() && is_word(glyphs[at].code_point); ++at) {
        if (glyphs[at].code_point >= 0x80) return true; // Ω, µF, °C: what stands after a number and is no ASCII letter is its unit
        word.push_back(static_cast<char>(glyphs[at].code_point));
    }
    return std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end();
}

// Three digits and no more: "1 440" is one number.
bool digit_group_begins(const std::vector<Glyph>& glyphs, std::size_t at) {
    std::size_t digits = 0;
    while (at + digits < glyphs.size() && is_digit(glyphs[at + digits].code_point)) ++digits;
    return digits == 3;
}

// A run of blanks between an opening and a closing mark is the blank of a question.
bool inside_blank(const std::vector<Glyph>& glyphs, std::size_t at) {
    std::size_t left = at;
    while (left > 0 && is_blank(glyphs[left].code_point)) --left;
    std::size_t right = at;
    while (right < glyphs.size() && is_blank(glyphs[right].code_point)) ++right;
    return right < glyphs.size() && among(kOpening, glyphs[left].code_point) && among(kClosing, glyphs[right].code_point);
}

bool may_break_at_blank(const std::vector<Glyph>& glyphs, std::size_t after) {
    const char32_t next = glyphs[after + 1].code_point;
    if (is_blank(next) || inside_blank(glyphs, after)) return false;
    const bool after_number = after > 0 && is_digit(glyphs[after - 1].code_point);
    return !(after_number && (unit_begins(glyphs, after + 1) || digit_group_begins(glyphs, after + 1)));
}

// The line from `begin` to `end` (glyphs), without the blanks at its end.
Line line_of(const std::vector<Glyph>& glyphs, std::size_t begin, std::size_t end, const Measure& measure) {
    while (end > begin && is_blank(glyphs[end - 1].code_point) && !inside_blank(glyphs, end - 1)) --end;
    Line line{begin, end, 0};
    for (std::size_t at = begin; at < end; ++at) line.width += pen_advance(glyphs, at, begin, measure);
    return line;
}

// The glyph after the last one that fits on a line that begins at `begin`.
std::size_t line_end(const std::vector<Glyph>& glyphs, std::size_t begin, float width_max, const Measure& measure) {
    float width = 0;
    std::size_t last_break = begin;
    for (std::size_t at = begin; at < glyphs.size(); ++at) {
        if (glyphs[at].code_point == U'\n') return at;
        width += pen_advance(glyphs, at, begin, measure);
        const bool hangs = is_blank(glyphs[at].code_point) && !inside_blank(glyphs, at);
        if (width > width_max && !hangs && at > begin) return last_break > begin ? last_break : at;
        if (at + 1 == glyphs.size() || may_break_between(glyphs, at)) last_break = at + 1;
    }
    return glyphs.size();
}

} // namespace

std::vector<Glyph> glyphs_of(std::string_view text) {
    std::vector<Glyph> glyphs;
    glyphs.reserve(text.size() / 2 + 1);
    bool bold = false;
    std::size_t at = 0;
    for (const char32_t c : code_points(text)) {
        std::string bytes;
        append_utf8(bytes, c);
        // An invalid byte stands as U+FFFD for itself alone.
        const std::size_t length = c == 0xFFFD && text.substr(at, bytes.size()) != bytes ? 1 : bytes.size();
        if (is_mark(c))
            bold = c == char32_t{kBoldOn};
        else
            glyphs.push_back({c, at, std::min(at + length, text.size()), bold});
        at += length;
    }
    return glyphs;
}

float squeeze(char32_t before, char32_t after) {
    const bool closes = among(kBlankRight, before) && (among(kBlankRight, after) || among(kBlankLeft, after));
    const bool opens = among(kBlankLeft, before) && among(kBlankLeft, after);
    return closes || opens ? 0.5F : 0.0F;
}

bool may_break_between(const std::vector<Glyph>& glyphs, std::size_t after) {
    if (after + 1 >= glyphs.size()) return false;
    const char32_t left = glyphs[after].code_point;
    const char32_t right = glyphs[after + 1].code_point;
    if (right == U'\n') return false;
    if (is_blank(right) && inside_blank(glyphs, after + 1)) return false;
    if (is_blank(left)) return may_break_at_blank(glyphs, after) && !among(kClosing, right);
    if (is_blank(right)) return false; // a line ends after its blanks, never before them
    if (among(kOpening, left) || (left == right && among(kPairs, left))) return false;
    if (joins_number(glyphs, after) || joins_number(glyphs, after + 1)) return false;
    if (among(kClosing, right)) return false;
    const bool left_word = is_word(left) || (left < 0x80 && among(kClosing, left));
    const bool right_word = is_word(right) || (right < 0x80 && among(kOpening, right));
    return !(left_word && right_word) && right != U'/' && !(is_digit(left) && right >= 0x80 && is_word(right));
}

float pen_advance(const std::vector<Glyph>& glyphs, std::size_t at, std::size_t line_begin, const Measure& measure) {
    const float pulled = at > line_begin ? squeeze(glyphs[at - 1].code_point, glyphs[at].code_point) : 0;
    return measure.advance(glyphs[at].code_point, glyphs[at].bold) - pulled * measure.em();
}

std::vector<Line> break_lines(const std::vector<Glyph>& glyphs, float width_max, const Measure& measure) {
    std::vector<Line> lines;
    std::size_t begin = 0;
    while (begin < glyphs.size()) {
        const std::size_t end = line_end(glyphs, begin, width_max, measure);
        lines.push_back(line_of(glyphs, begin, end, measure));
        begin = end;
        if (begin < glyphs.size() && glyphs[begin].code_point == U'\n') ++begin;
    }
    return lines;
}

} // namespace kaogong::kiosk::ui
