#include "core/assessment/text_fold.h"

#include "core/base/text.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

struct Fold {
    char32_t from;
    std::string_view to;
};
// Signs that input methods offer in one piece, and the letters that people write instead.
constexpr Fold kSigns[] = {
    {0x00A0, " "},  {0x00B5, "μ"},  {0x2009, " "},  {0x2103, "°C"}, {0x2109, "°F"}, {0x2126, "Ω"},  {0x212A, "K"},
    {0x2212, "-"},  {0x3000, " "},  {0x3399, "fm"}, {0x339C, "mm"}, {0x339D, "cm"}, {0x339E, "km"}, {0x339F, "mm²"},
    {0x33A1, "m²"}, {0x33A5, "m³"}, {0x33BE, "kW"}, {0x33C0, "kΩ"}, {0x33C1, "MΩ"},
};

bool is_blank(char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x00A0 || c == 0x2009 || c == 0x3000;
}

char32_t lower(char32_t c) {
    if (c >= 'A' && c <= 'Z') return c + 32;
    if (c >= 0x0391 && c <= 0x03A9 && c != 0x03A2) return c + 32; // Greek
    if (c >= 0x0410 && c <= 0x042F) return c + 32;                // Cyrillic
    return c;
}

void append_narrow(std::u32string& out, char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
        out.push_back(c - 0xFEE0);
        return;
    }
    const auto* sign = std::find_if(std::begin(kSigns), std::end(kSigns), [c](const Fold& fold) { return fold.from == c; });
    if (sign == std::end(kSigns)) {
        out.push_back(c);
        return;
    }
    for (const char32_t part : code_points(sign->to)) out.push_back(part);
}

std::u32string narrow(std::string_view text) {
    std::u32string out;
    for (const char32_t c : code_points(text)) append_narrow(out, c);
    return out;
}

std::u32string as_written(std::string_view text) {
    const auto points = code_points(text);
    return {points.begin(), points.end()};
}

// Blanks at both ends never count; those between follow the rule.
std::u32string fold_blanks(const std::u32string& text, Blanks blanks) {
    std::u32string out;
    bool pending = false;
    for (const char32_t c : text) {
        if (blanks == Blanks::keep || !is_blank(c)) {
            if (pending && !out.empty()) out.push_back(' ');
            pending = false;
            out.push_back(c);
        } else {
            pending = blanks == Blanks::collapse;
        }
    }
    if (blanks != Blanks::keep) return out;
    while (!out.empty() && is_blank(out.back())) out.pop_back();
    const auto first = std::find_if_not(out.begin(), out.end(), is_blank);
    return {first, out.end()};
}

void drop_end_punctuation(std::u32string& text) {
    const std::u32string_view stops = U"。.．;；";
    if (text.size() > 1 && stops.find(text.back()) != std::u32string_view::npos) text.pop_back();
}

std::string encode(const std::u32string& text) {
    std::string out;
    for (const char32_t c : text) append_utf8(out, c);
    return out;
}

} // namespace

std::string fold_width(std::string_view text) {
    return encode(narrow(text));
}

std::string fold_short_text(std::string_view text, const ShortTextRule& rule) {
    std::u32string folded = fold_blanks(rule.fold_width ? narrow(text) : as_written(text), rule.blanks);
    if (rule.drop_end_punctuation) drop_end_punctuation(folded);
    if (rule.fold_case) std::transform(folded.begin(), folded.end(), folded.begin(), lower);
    return encode(folded);
}

} // namespace kaogong::assessment
