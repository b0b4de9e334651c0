#include "core/base/codes/bank.h"
#include "sync/bank/notice_file.h"

#include "core/base/text.h"
#include "sync/bank/sheet_file.h"
#include "tests/support/sample_sheets.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;
using namespace kaogong::test;

namespace {

std::string text_of(const Path& path) {
    return std::string(as_text(read_file(path, kTomlSizeMax).value()));
}

Faults faults_of(const std::string& text) {
    Faults faults;
    const auto toml = parse_toml(text, faults);
    if (toml) read_notice_file(*toml, faults);
    return faults;
}

} // namespace

TEST_CASE("every sample sheet has its notice and its task paper") {
    for (const char* name : kSampleSheets) {
        CAPTURE(name);
        Faults faults;
        const auto sheet = load_sheet(sample_sheet_path(name), faults);
        REQUIRE(sheet.has_value());
        const Path folder = sample_sheet_path(name).parent_path();
        const auto toml = parse_toml(text_of(folder / "operation.notice.toml"), faults);
        REQUIRE(toml.has_value());
        const practical::PrepNotice notice = read_notice_file(*toml, faults);
        CHECK(faults.empty());
        CHECK_EQ(notice.sheet, sheet->id);
        const auto from = [&](practical::NeedFrom who) {
            return std::count_if(notice.needs.begin(), notice.needs.end(), [&](const practical::Need& need) { return need.from == who; });
        };
        CHECK_GE(from(practical::NeedFrom::site), 5);
        CHECK_GE(from(practical::NeedFrom::candidate), 3);
        const std::string task = text_of(folder / "operation.task.zh-CN.txt");
        CHECK(is_utf8(task));
        CHECK_FALSE(task.find('\r') != task.npos);
        const std::string minutes = std::to_string(sheet->duration_ms / 60'000) + " 分钟"; // what the paper says is what the clock does
        CHECK(task.find(minutes) != task.npos);
    }
}

TEST_CASE("a notice without needs, with an unknown key or a wrong word is told by line") {
    const std::string good = text_of(sample_sheet_path("lathe-l4").parent_path() / "operation.notice.toml");
    CHECK(faults_of(good).empty());
    const auto broken = [&](const std::string& find, const std::string& put) {
        std::string text = good;
        const std::size_t place = text.find(find);
        REQUIRE(place != text.npos);
        text.replace(place, find.size(), put);
        const Faults faults = faults_of(text);
        REQUIRE_FALSE(faults.empty());
        CHECK_GE(faults.front().at.line, 1);
        return faults.front().code;
    };
    CHECK(broken("from = \"site\"", "from = \"bureau\"") == codes::field_value);
    CHECK(broken("count = 1", "count = 0") == codes::field_value);
    CHECK(broken("unit =", "units =") == codes::field_missing);
    CHECK(broken("kind = \"prep_notice\"", "kind = \"notice\"") == codes::file_format_unknown);
    CHECK(faults_of("format = 1\nkind = \"prep_notice\"\nsheet = \"a\"\ntitle = \"b\"\n").size() == 3);
}
