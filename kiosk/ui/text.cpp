#include "kiosk/ui/text.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace kaogong::kiosk::ui {
namespace {

constexpr std::string_view kEllipsis = "..."; // the face's own ellipsis hangs in the middle of the line, which is right for Chinese alone

const Layout& layout_of(Frame& frame, std::string_view text, TextStyle style, float width) {
    const Units& units = frame.units();
    return frame.layouts().layout(frame.fonts(), {text, style, units.scale(), units.length(width)});
}

// Glyphs of one weight with nothing pulled back between them go to Dear ImGui in one piece.
std::size_t piece_end(const std::vector<Glyph>& glyphs, std::size_t begin, std::size_t end) {
    std::size_t at = begin + 1;
    while (at < end && glyphs[at].bold == glyphs[begin].bold && glyphs[at].begin == glyphs[at - 1].end &&
           squeeze(glyphs[at - 1].code_point, glyphs[at].code_point) == 0)
        ++at;
    return at;
}

struct Pen {
    float x_px;
    float baseline_px;
};

void draw_glyphs(Frame& frame, std::string_view text, const std::vector<Glyph>& glyphs, Line line, Pen pen, const TextLook& look) {
    const float scale = frame.units().scale();
    const FontMeasure measure(frame.fonts(), look.style, scale);
    const float size_px = font_size_px(look.style, scale);
    const float top = std::round(pen.baseline_px - kAscentOfCharacter * look.style.size * scale);
    for (std::size_t at = line.begin; at < line.end;) {
        const std::size_t end = piece_end(glyphs, at, line.end);
        if (at > line.begin) pen.x_px -= squeeze(glyphs[at - 1].code_point, glyphs[at].code_point) * measure.em();
        ImFont* font = frame.fonts().of(look.style.weight == Weight::bold || glyphs[at].bold);
        // What a quiet sentence stresses is said in ink.
        const Role role = look.role == Role::ink2 && glyphs[at].bold ? Role::ink : look.role;
        const char* first = text.data() + glyphs[at].begin;
        frame.draw().AddText(font, size_px, {std::round(pen.x_px), top}, frame.color(role), first, text.data() + glyphs[end - 1].end);
        for (std::size_t i = at; i < end; ++i) pen.x_px += measure.advance(glyphs[i].code_point, glyphs[i].bold);
        at = end;
    }
}

float aligned_x(float box_x, float box_w, float width, Align align) {
    if (align == Align::center) return box_x + (box_w - width) / 2;
    if (align == Align::right) return box_x + box_w - width;
    return box_x;
}

// Where the baseline of a line lies whose characters stand in the middle of the box.
float baseline_px(const Frame& frame, float middle_y, TextStyle style) {
    return std::round(frame.units().pixel({0, middle_y}).y + kMiddleOfCharacter * style.size * frame.units().scale());
}

// The longest beginning that leaves room for an ellipsis.
std::string shortened(Frame& frame, std::string_view text, TextStyle style, float width) {
    const std::vector<Glyph> glyphs = glyphs_of(text);
    const float room = width - line_width(frame, kEllipsis, style);
    std::size_t end = glyphs.size();
    while (end > 0 && line_width(frame, text.substr(0, glyphs[end - 1].end), style) > room) --end;
    return std::string(text.substr(0, end > 0 ? glyphs[end - 1].end : 0)) + std::string(kEllipsis);
}

std::string without_marks(std::string_view text) {
    std::string plain(text);
    std::erase_if(plain, [](char c) { return c == kBoldOn || c == kBoldOff; });
    return plain;
}

void note_text(Frame& frame, Rect box, std::string_view text, const TextLook& look, Size natural) {
    if (text.empty()) return;
    const TextFit fit{natural, {box.w, box.h}, look.may_shorten};
    const float width = std::min(natural.w, box.w);
    const bool is_block = natural.h > look.style.size; // set from the top; a line stands in the middle
    const float top = is_block ? box.y : box.y + (box.h - natural.h) / 2;
    const Rect ink{aligned_x(box.x, box.w, width, look.align), top, width, natural.h};
    frame.note({.part = Part::text, .label = without_marks(text), .rect = ink, .fit = fit, .echo = !look.noted});
}

} // namespace

float text_line(Frame& frame, Rect box, std::string_view text, const TextLook& look) {
    const float natural = line_width(frame, text, look.style);
    const bool cut = look.may_shorten && natural > box.w;
    const std::string short_text = cut ? shortened(frame, text, look.style, box.w) : std::string{};
    const std::string_view drawn = cut ? std::string_view(short_text) : text;
    const Layout& layout = layout_of(frame, drawn, look.style, 0);
    note_text(frame, box, text, look, {natural, std::min(look.style.size, box.h)});
    if (layout.lines.empty()) return 0;
    const float width = frame.units().to_units(layout.width_px);
    const Pen pen{frame.units().pixel({aligned_x(box.x, box.w, width, look.align), 0}).x, baseline_px(frame, box.center().y, look.style)};
    draw_glyphs(frame, drawn, layout.glyphs, layout.lines.front(), pen, look);
    return width;
}

float text_fitted(Frame& frame, Rect box, std::string_view text, TextLook look, std::initializer_list<TextStyle> styles) {
    for (const TextStyle style : styles) {
        look.style = style;
        if (line_width(frame, text, style) <= box.w) break;
    }
    look.may_shorten = true;
    return text_line(frame, box, text, look);
}

float text_block(Frame& frame, Rect box, std::string_view text, const TextLook& look) {
    const auto lines = static_cast<std::size_t>(line_count(frame, text, look.style, box.w));
    text_lines(frame, box, text, look, {0, lines});
    return static_cast<float>(lines) * look.style.step;
}

void text_lines(Frame& frame, Rect box, std::string_view text, const TextLook& look, LineRange range) {
    const Layout& layout = layout_of(frame, text, look.style, box.w);
    const std::size_t end = std::min(range.first + range.count, layout.lines.size());
    if (range.first >= end) return;
    const std::size_t first_byte =
        layout.glyphs.empty() ? 0 : layout.glyphs[std::min(layout.lines[range.first].begin, layout.glyphs.size() - 1)].begin;
    const Line& last = layout.lines[end - 1];
    const std::size_t end_byte = last.end > last.begin ? layout.glyphs[last.end - 1].end : first_byte;
    const float height = static_cast<float>(end - range.first) * look.style.step;
    note_text(frame, box, text.substr(first_byte, end_byte - first_byte), look, {frame.units().to_units(layout.width_px), height});
    float middle = box.y + look.style.step / 2;
    for (std::size_t i = range.first; i < end; ++i) {
        const Line& line = layout.lines[i];
        const float x = aligned_x(box.x, box.w, frame.units().to_units(line.width), look.align);
        draw_glyphs(frame, text, layout.glyphs, line, {frame.units().pixel({x, 0}).x, baseline_px(frame, middle, look.style)}, look);
        middle += look.style.step;
    }
}

float line_width(Frame& frame, std::string_view text, TextStyle style) {
    return frame.units().to_units(layout_of(frame, text, style, 0).width_px);
}

int line_count(Frame& frame, std::string_view text, TextStyle style, float width) {
    return static_cast<int>(layout_of(frame, text, style, width).lines.size());
}

float text_runs(Frame& frame, Point baseline, std::initializer_list<Run> runs) {
    float x = baseline.x;
    for (const Run& run : runs) {
        x += run.gap_before;
        const float width = line_width(frame, run.text, run.style);
        // The box is laid so that its middle puts the characters on the common baseline.
        const Rect box{x, baseline.y - kMiddleOfCharacter * run.style.size - run.style.step / 2, width + 1, run.style.step};
        text_line(frame, box, run.text, {.style = run.style, .role = run.role});
        x += width;
    }
    return x;
}

float runs_width(Frame& frame, std::initializer_list<Run> runs) {
    float width = 0;
    for (const Run& run : runs) width += run.gap_before + line_width(frame, run.text, run.style);
    return width;
}

} // namespace kaogong::kiosk::ui
