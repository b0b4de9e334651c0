#include "sync/bank/titles_file.h"

#include "sync/bank/file_faults.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;

namespace {

const std::string kHead = "format = 1\nkind = \"titles\"\nid = \"engineering\"\nversion = 2\nfrom = 2026-01-01T00:00:00+08:00\n"
                          "document = \"2026-4\"\ndated = \"2026-03-01\"\n";
const std::string kSenior = "[[title]]\noccupation = \"6-31-01-03\"\nlevel = \"senior\"\nseries = \"工程系列\"\ngrade = \"助理工程师\"\n";
const std::string kTechnician =
    "[[title]]\noccupation = \"6-31-01-03\"\nlevel = \"technician\"\nseries = \"工程系列\"\ngrade = \"工程师\"\n";

// The field that is at fault.
std::string fault_of(const std::string& text) {
    const auto file = parse_titles_file(view(text));
    return file.ok() ? "" : file.error().context.substr(std::string_view("titles: ").size());
}
std::string with(std::string text, std::string_view from, std::string_view to) {
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

TEST_CASE("a table of titles is read as it is written (P82)") {
    const auto file = parse_titles_file(view(kHead + kSenior + kTechnician));
    REQUIRE(file.ok());
    CHECK_EQ(file->id, "engineering");
    CHECK_EQ(file->from_ms, 1'767'196'800'000);
    CHECK_FALSE(file->until_ms.has_value());
    CHECK_EQ(file->dated, "2026-03-01");
    REQUIRE_EQ(file->rules.size(), 2u);
    CHECK(file->rules[1].level == assessment::SkillLevel::technician);
    CHECK_EQ(file->rules[1].grade, "工程师");
    CHECK(parse_titles_file(view(kHead)).ok()); // a version that maps nothing any longer
}

TEST_CASE("the sample of a table of titles is sound") {
    FileFaults faults;
    const auto file =
        load_author_file(Path(KAOGONG_SOURCE_DIR) / "assets/samples/electrician-l4/electrician.titles.toml", faults, read_titles_file);
    CHECK(faults.empty());
    CHECK(file.has_value());
}

TEST_CASE("what a table of titles cannot mean is named by its field") {
    CHECK_EQ(fault_of(kHead + kSenior + kSenior), "title[2].occupation");
    CHECK_EQ(fault_of(kHead + with(kSenior, "senior", "master")), "title[1].level");
    CHECK_EQ(fault_of(kHead + with(kSenior, "工程系列", "")), "title[1].series");
    CHECK_EQ(fault_of(with(kHead, "2026-03-01", "March")), "dated");
    CHECK_EQ(fault_of(with(kHead, "2026-03-01", "2026-02-30")), "dated");
    CHECK_EQ(fault_of(with(kHead, "document = \"2026-4\"\n", "")), "document"); // a mapping rests on a paper (P86)
    CHECK_EQ(fault_of(kHead + "until = 2025-01-01T00:00:00+08:00\n"), "until");
    CHECK_EQ(fault_of(kHead + "points = 5\n"), "points");
}
