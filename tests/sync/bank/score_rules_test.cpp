// Score sheets from their text: every wording of real sheets by table, every mistake by its line, the four sample sheets.
#include "core/assessment/practical/check_sheet.h"
#include "core/assessment/practical/exact.h"
#include "core/base/text.h"
#include "sync/bank/sheet_file.h"
#include "tests/support/sample_sheets.h"
#include "tests/support/table.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;
using namespace kaogong::practical;
using namespace kaogong::test;

namespace {

const std::string kTable = KAOGONG_SOURCE_DIR "/tests/tables/score_rules.txt";

std::string all_faults(const Faults& faults) {
    std::string text;
    for (const Fault& fault : faults) text += fault_text(fault, Language::zh_cn) + "\n";
    return text;
}

ScoreSheet wordings() {
    Faults faults;
    const auto sheet = load_sheet(Path(KAOGONG_SOURCE_DIR) / "tests/tables/score_rules.sheet.toml", faults);
    if (!sheet) FAIL(all_faults(faults));
    return *sheet;
}

// "; " in a cell is a line's end.
std::string lines_of(const std::string& cell) {
    std::string text;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] == ';' && i + 1 < cell.size() && cell[i + 1] == ' ') {
            text += '\n';
            ++i;
        } else {
            text += cell[i];
        }
    }
    return text;
}

std::string readings_text(const std::string& item, const std::string& cell) {
    const std::string head = "format = 1\nkind = \"readings\"\n";
    if (cell == "not_done" || cell == "not_applicable") return head + cell + " = [\"" + item + "\"]\n";
    return head + "[" + item + "]\n" + cell + "\n";
}

std::optional<SheetEntries> entries_of(const ScoreSheet& sheet, const std::string& text, Faults& faults) {
    const auto toml = parse_toml(text, faults);
    if (!toml) return std::nullopt;
    SheetEntries entries = read_readings_file(*toml, sheet, faults);
    return faults.empty() ? std::optional(std::move(entries)) : std::nullopt;
}

// "O count = 1 / V1 once" laid over full marks.
SheetEntries changed(const ScoreSheet& sheet, const std::string& change) {
    SheetEntries entries = full_marks(sheet);
    if (change == "-") return entries;
    std::string rest = change;
    while (!rest.empty()) {
        const std::size_t end = rest.find(" / ");
        const std::string part = rest.substr(0, end);
        rest = end == rest.npos ? "" : rest.substr(end + 3);
        const std::size_t blank = part.find(' ');
        const std::string id = part.substr(0, blank);
        const std::string said = part.substr(blank + 1);
        if (said == "once" || said == "twice") {
            entries.vetoes[id] = said == "once" ? 1 : 2;
            continue;
        }
        Faults faults;
        const auto given = entries_of(sheet, readings_text(id, lines_of(said)), faults);
        if (!given) FAIL(all_faults(faults));
        entries.rows[id] = given->rows.at(id);
    }
    return entries;
}

} // namespace

TEST_CASE("every wording of real score sheets earns what the table says, with its working") {
    const ScoreSheet sheet = wordings();
    for (const TableRow& row : read_table(kTable, "rows").rows) {
        CAPTURE(row.line());
        Faults faults;
        const auto entries = entries_of(sheet, readings_text(row.text("item"), row.text("reading")), faults);
        if (!entries) FAIL(all_faults(faults));
        const ScoreItem* item = sheet.find_item(row.text("item"));
        REQUIRE(item != nullptr);
        const auto score = score_item(*item, entries->rows.at(item->id));
        REQUIRE(score.ok());
        CHECK_EQ(score->points, row.points("points"));
        CHECK_EQ(score->points_max, item->points_max);
        CHECK_EQ(working_text(score->working, Language::zh_cn), row.text("working"));
        CHECK_FALSE(working_text(score->working, Language::en).empty());
    }
}

TEST_CASE("a reading that a row cannot have is refused by code and never repaired") {
    const ScoreSheet sheet = wordings();
    for (const TableRow& row : read_table(kTable, "refused readings").rows) {
        CAPTURE(row.line());
        Faults faults;
        CHECK_FALSE(entries_of(sheet, readings_text(row.text("item"), row.text("reading")), faults).has_value());
        REQUIRE_FALSE(faults.empty());
        CHECK_EQ(code_text(faults.front().code), row.text("code"));
        CHECK_GE(faults.front().at.line, 3); // the lines before are the head of the file
    }
}

TEST_CASE("gates, vetoes, overtime and what lies outside of the sum change the total as the table says") {
    const ScoreSheet sheet = wordings();
    for (const TableRow& row : read_table(kTable, "totals").rows) {
        CAPTURE(row.line());
        const auto score = score_sheet(sheet, changed(sheet, row.text("change")));
        REQUIRE(score.ok());
        CHECK_EQ(score->points, row.points("total"));
        CHECK_EQ(score->verdict == SheetVerdict::pass, row.text("verdict") == "pass");
        CHECK_EQ(score->unseen, 0u);
        if (row.text("rule") == "-") continue;
        CHECK(std::any_of(score->applied.begin(), score->applied.end(), [&](const AppliedRule& applied) {
            return applied.rule == row.text("rule") && applied.points == row.points("off");
        }));
    }
}

TEST_CASE("the four sample sheets have no mistake and give full marks for full work") {
    for (const char* name : kSampleSheets) {
        CAPTURE(name);
        Faults faults;
        const auto sheet = load_sheet(sample_sheet_path(name), faults);
        if (!sheet) FAIL(all_faults(faults));
        const auto score = score_sheet(*sheet, full_marks(*sheet));
        REQUIRE(score.ok());
        CHECK_EQ(score->points, 10'000);
        CHECK(score->verdict == SheetVerdict::pass);
        CHECK(score->failing.empty());
        for (const auto& [id, item] : score->items)
            CHECK_EQ(item.points, lies_outside_sum(sheet->find_item(id)->kind()) ? 0 : item.points_max);
        const auto nothing = score_sheet(*sheet, SheetEntries{});
        REQUIRE(nothing.ok());
        CHECK_EQ(nothing->points, 0);
        CHECK(nothing->verdict == SheetVerdict::open);
        CHECK_EQ(nothing->unseen, sheet->items.size());
    }
}

namespace {

struct Lines {
    int first = 1, last = 1'000'000;
};
// Lines of the part with that id: from its heading to the next one that opens a part of its own.
Lines lines_of_part(const std::string& text, const std::string& id) {
    Lines lines;
    int number = 0, heading = 0;
    bool inside = false;
    for (const std::string_view line : split(text, '\n')) {
        ++number;
        const bool opens = line.starts_with("[") && line.find('.') == line.npos;
        if (opens && inside) return {lines.first, number - 1};
        if (opens) heading = number;
        if (line == "id = \"" + id + "\"") {
            inside = true;
            lines.first = heading;
        }
    }
    return lines;
}

std::string sample_text(const std::string& name) {
    return std::string(as_text(read_file(sample_sheet_path(name), kTomlSizeMax).value()));
}

} // namespace

TEST_CASE("every mistake of a sheet is named by code, field and a line of the part that it is in") {
    for (const TableRow& row : read_table(KAOGONG_SOURCE_DIR "/tests/tables/sheet_mistakes.txt", "mistakes").rows) {
        CAPTURE(row.line());
        std::string text = sample_text(row.text("sheet"));
        const std::string find = lines_of(row.text("find"));
        const std::size_t place = text.find(find);
        REQUIRE(place != text.npos);
        text.replace(place, find.size(), lines_of(row.text("put")));
        Faults faults;
        const auto toml = parse_toml(text, faults);
        REQUIRE(toml.has_value());
        read_sheet_file(*toml, faults);
        const std::string told = all_faults(faults);
        CAPTURE(told);
        const auto found = std::find_if(faults.begin(), faults.end(), [&](const Fault& fault) {
            return code_text(fault.code) == row.text("code") && fault.field == row.text("field");
        });
        CHECK(found != faults.end());
        if (found == faults.end()) continue;
        CHECK_GE(found->at.line, 1);
        if (row.text("part").empty()) continue;
        const Lines lines = lines_of_part(text, row.text("part"));
        CHECK_GE(found->at.line, lines.first);
        CHECK_LE(found->at.line, lines.last);
    }
}

TEST_CASE("the sample sheets come to the totals and the words of the table") {
    for (const TableRow& row : read_table(KAOGONG_SOURCE_DIR "/tests/tables/sample_sheets.txt", "samples").rows) {
        CAPTURE(row.line());
        Faults faults;
        const auto sheet = load_sheet(sample_sheet_path(row.text("sheet")), faults);
        REQUIRE(sheet.has_value());
        const auto score = score_sheet(*sheet, changed(*sheet, row.text("change")));
        REQUIRE(score.ok());
        CHECK_EQ(score->points, row.points("total"));
        CHECK_EQ(verdict_text(*sheet, *score, Language::zh_cn), row.text("verdict"));
    }
}
