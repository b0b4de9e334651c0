#include "kiosk/ui/line_break.h"

#include "core/base/text.h"

#include <fstream>
#include <string>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::ui;

namespace {

class GridMeasure final : public Measure {
  public:
    float advance(char32_t c, bool) const override { return c < 0x2000 ? 1.0F : 2.0F; }
    float em() const override { return 2; }
};

struct Case {
    int line_number = 0;
    float width = 0;
    std::string text;
    std::vector<std::string> lines;
};

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

std::string spelled_out(const std::string& text) {
    const std::string bold = replaced(replaced(text, ">", std::string(1, kBoldOn)), "<", std::string(1, kBoldOff));
    return replaced(replaced(bold, "~", "　"), "\\n", "\n");
}

std::vector<Case> read_cases() {
    std::ifstream file(std::string(KAOGONG_SOURCE_DIR) + "/tests/tables/line_breaks.txt");
    std::vector<Case> cases;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (line.starts_with("width "))
            cases.push_back({number, std::stof(line.substr(6)), {}, {}});
        else if (line.starts_with("text "))
            cases.back().text = spelled_out(line.substr(5));
        else if (line.starts_with("line"))
            cases.back().lines.push_back(line.size() > 5 ? spelled_out(line.substr(5)) : "");
    }
    return cases;
}

std::vector<std::string> broken(const Case& one) {
    const std::vector<Glyph> glyphs = glyphs_of(one.text);
    std::vector<std::string> lines;
    for (const Line& line : break_lines(glyphs, one.width, GridMeasure{})) {
        std::string text;
        for (std::size_t i = line.begin; i < line.end; ++i) append_utf8(text, glyphs[i].code_point);
        lines.push_back(text);
    }
    return lines;
}

} // namespace

TEST_CASE("lines end where the table says") {
    const std::vector<Case> cases = read_cases();
    REQUIRE(cases.size() > 15);
    for (const Case& one : cases) {
        CAPTURE(one.line_number);
        CHECK(broken(one) == one.lines);
    }
}

TEST_CASE("no line of a long text is wider than allowed, and nothing is lost") {
    const std::string text =
        "用钳形电流表测量三相异步电动机（7.5 kW、380 V）的空载电流时，应当先选较大的量程，再逐步减小；读数时表身放平，钳口闭合……";
    const std::vector<Glyph> glyphs = glyphs_of(text);
    for (int width = 8; width < 60; ++width) {
        std::size_t drawn = 0;
        std::size_t at = 0;
        for (const Line& line : break_lines(glyphs, static_cast<float>(width), GridMeasure{})) {
            CHECK(line.width <= static_cast<float>(width));
            for (std::size_t i = at; i < line.begin; ++i) CHECK(glyphs[i].code_point == U' ');
            drawn += line.end - line.begin;
            at = line.end;
        }
        CHECK(drawn + 6 >= glyphs.size()); // at most the blanks at line ends are left out
    }
}

TEST_CASE("bytes that are no UTF-8 become one replacement each and keep their places") {
    const std::vector<Glyph> glyphs = glyphs_of("a\xFF\xE4中");
    REQUIRE(glyphs.size() == 4);
    CHECK(glyphs[1].code_point == 0xFFFD);
    CHECK(glyphs[2].code_point == 0xFFFD);
    CHECK(glyphs[3].code_point == U'中');
    CHECK(glyphs[3].begin == 3);
    CHECK(glyphs[3].end == 6);
}

TEST_CASE("bold marks give weight and are no glyphs") {
    const std::string text = std::string("a") + kBoldOn + "b" + kBoldOff + "c";
    const std::vector<Glyph> glyphs = glyphs_of(text);
    REQUIRE(glyphs.size() == 3);
    CHECK_FALSE(glyphs[0].bold);
    CHECK(glyphs[1].bold);
    CHECK_FALSE(glyphs[2].bold);
}
