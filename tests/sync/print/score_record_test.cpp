// The printed score record sheet: how lines break, what stands in the column of readings, and a document that is one.
#include "core/base/text.h"
#include "sync/bank/sheet_file.h"
#include "sync/print/pdf.h"
#include "sync/print/score_record.h"
#include "tests/support/sample_sheets.h"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::print;
using namespace kaogong::practical;
using namespace kaogong::test;

namespace {

ScoreSheet sample(const std::string& name) {
    bank::Faults faults;
    const auto sheet = bank::load_sheet(sample_sheet_path(name), faults);
    REQUIRE(sheet.has_value());
    return *sheet;
}

std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
}

std::size_t pages_of(const Bytes& pdf) {
    const std::string_view text = as_text(pdf);
    std::size_t pages = 0;
    for (std::size_t at = text.find("/Type /Page %"); at != text.npos; at = text.find("/Type /Page %", at + 1)) ++pages;
    return pages;
}

} // namespace

TEST_CASE("lines are no wider than the column, lose no letter, and never begin with a mark that closes") {
    const auto pdf = Pdf::create("t");
    REQUIRE(pdf.ok());
    const std::string texts[] = {"深度 > 0.5 或累计 > 30 配分扣光；否则每 5 mm 扣 2 分，扣完为止。",
                                 "depth over 0.5 or together over 30: 0; else 2 off for each started 5",
                                 "一二三四五，六七八九十。",
                                 "Donaudampfschifffahrtsgesellschaftskapitän",
                                 "",
                                 "，，，，，，，，，，，，，，，，，，，，"};
    for (const std::string& text : texts) {
        CAPTURE(text);
        for (const double width : {40.0, 61.0, 90.0, 200.0}) {
            CAPTURE(width);
            std::string all;
            for (const std::string& line : pdf->wrap(text, width)) {
                CHECK_LE(pdf->width_of(line), width);
                const bool closes = line.starts_with("，") || line.starts_with("。") || line.starts_with("；");
                CHECK_FALSE((closes && !text.starts_with("，")));
                all += line;
            }
            CHECK_EQ(without_blanks(all), without_blanks(text));
        }
    }
}

TEST_CASE("the column of readings shows what was found in the words of the row") {
    const ScoreSheet sheet = sample("welder-l4");
    bank::Faults faults;
    const auto entries = bank::load_readings(sample_sheet_path("welder-l4").replace_filename("operation.readings.toml"), sheet, faults);
    REQUIRE(entries.has_value());
    const std::map<std::string, std::string> expected = {
        {"D01", "8.6; 9.1; 10.4"}, {"D02", "2.0 / 1.8"}, {"D03", "0.3 / 0.3; 12.0 / 12.0"}, {"D04", "1"}, {"D09", "Ⅱ级"},
        {"D10", "×定位焊"},        {"D12", "✓"}};
    for (const auto& [id, text] : expected) {
        CAPTURE(id);
        CHECK_EQ(reading_text(*sheet.find_item(id), entries->rows.at(id), Language::zh_cn), text);
    }
    CHECK_EQ(reading_text(*sheet.find_item("D02"), entries->rows.at("D02"), Language::zh_cn, {"甲", "乙"}), "甲 2.0 / 乙 1.8");
    CHECK_EQ(reading_text(*sheet.find_item("D04"), {.state = RowState::not_done}, Language::en), "—");
    CHECK_EQ(reading_text(*sheet.find_item("D10"), entries->rows.at("D10"), Language::en), "×tack welds");
}

TEST_CASE("every sample sheet prints in both languages, with the typeface as a subset") {
    for (const char* name : kSampleSheets) {
        CAPTURE(name);
        const ScoreSheet sheet = sample(name);
        const SheetEntries entries = full_marks(sheet);
        const auto score = score_sheet(sheet, entries);
        REQUIRE(score.ok());
        for (const Language language : {Language::zh_cn, Language::en}) {
            const auto pdf = print_score_record({.sheet = sheet, .entries = entries, .score = *score, .code = "KGS1/x"}, language);
            REQUIRE(pdf.ok());
            CHECK(as_text(*pdf).starts_with("%PDF-"));
            CHECK(as_text(*pdf).find("+NotoSansCJKsc-Regular") != std::string_view::npos);
            CHECK_LT(pdf->size(), 1'500'000u); // the whole typeface would be 16 MB
            CHECK_GE(pages_of(*pdf), 1u);
            CHECK_LE(pages_of(*pdf), 4u);
        }
    }
}

TEST_CASE("what examiners wrote stands beside its row, and a long note makes the row higher, never the text lost") {
    const ScoreSheet sheet = sample("lathe-l4");
    const SheetEntries entries = full_marks(sheet);
    const auto score = score_sheet(sheet, entries);
    REQUIRE(score.ok());
    ScoreRecord record{.sheet = sheet, .entries = entries, .score = *score, .code = "KGS1/x"};
    const Bytes plain = print_score_record(record, Language::zh_cn).value();
    std::string long_note;
    for (int i = 0; i < 60; ++i) long_note += "长";
    for (const auto& [row, of] : score->items) record.notes[row] = {"李敏：" + long_note, "扳手放在导轨上"};
    const Bytes noted = print_score_record(record, Language::zh_cn).value();
    CHECK_GT(pages_of(noted), pages_of(plain));
}

TEST_CASE("a text that no QR code holds is refused and draws nothing") {
    auto pdf = Pdf::create("t");
    REQUIRE(pdf.ok());
    CHECK(pdf->qr({10, 10}, 80, "KGS1/x"));
    CHECK_FALSE(pdf->qr({10, 10}, 80, ""));
    CHECK_FALSE(pdf->qr({10, 10}, 80, std::string(301, 'a')));
}
