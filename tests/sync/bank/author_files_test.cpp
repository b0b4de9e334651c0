#include "sync/bank/author_files.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/bank.h"
#include "core/base/codes/base.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;
using kaogong::test::TempFolder;

namespace {

const std::string kTop = "format = 1\nkind = \"bank\"\nbank = \"b\"\narea = \"basics\"\n";
const std::string kTail =
    "importance = \"X\"\ndifficulty = 1\nconsistency = 5\nrationale = \"因为\"\nsource = \"own\"\nknowledge = \"B.1\"\n";
const std::string kSingle = "[[item]]\nid = \"b-01\"\ntype = \"single\"\nstem = \"题（　　）。\"\n"
                            "options = [{ id = \"a\", text = \"甲\" }, { id = \"b\", text = \"乙\" }]\nkey = \"b\"\n" +
                            kTail;

// The smallest PNG: one white pixel.
const std::string kPixelHex = "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f0001010100"
                              "1bb6ee560000000049454e44ae426082";

struct Read {
    BankFile file;
    Faults faults;
};
Read read(const std::string& text, const Path& folder = "/nowhere") {
    Read out;
    const auto toml = parse_toml(text, out.faults);
    if (toml) out.file = read_bank_file(*toml, folder, out.faults);
    return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

void check_refused(const std::string& text, Code code, int line, std::string_view field) {
    CAPTURE(text);
    const Read out = read(text);
    REQUIRE_FALSE(out.faults.empty());
    CHECK_EQ(code_name(out.faults[0].code), code_name(code));
    CHECK_EQ(out.faults[0].at.line, line);
    CHECK_EQ(out.faults[0].field, field);
    CHECK(out.file.items.empty());
}

} // namespace

TEST_CASE("an item is read with its key and notes") {
    const Read out = read(kTop + kSingle);
    REQUIRE(out.faults.empty());
    const AuthoredItem& item = out.file.items.at(0);
    CHECK_EQ(item.item.id, "b-01");
    CHECK_EQ(item.item.area, "basics");
    CHECK_EQ(item.item.knowledge_path, "B.1");
    CHECK(item.key.answer == decltype(item.key.answer)(assessment::OptionKey{{"b"}}));
    CHECK_EQ(item.notes.consistency, 5);
}

TEST_CASE("true and false, numbers and short texts bring options and keys of their own kind") {
    const std::string text =
        kTop + "[[item]]\nid = \"t\"\ntype = \"true_false\"\nstem = \"对。\"\nkey = true\n" + kTail +
        "[[item]]\nid = \"n\"\ntype = \"numeric\"\nstem = \"多少\"\nunit = \"kW\"\nvalue = \"1.10\"\ntolerance = \"0.05\"\n" + kTail +
        "[[item]]\nid = \"x\"\ntype = \"short_text\"\nstem = \"名称\"\naccepted = [\"兆欧表\", \"摇表\"]\n" + kTail;
    const Read out = read(text);
    REQUIRE(out.faults.empty());
    REQUIRE_EQ(out.file.items.size(), 3);
    CHECK_EQ(out.file.items[0].item.options.size(), 2);
    CHECK(std::get<assessment::OptionKey>(out.file.items[0].key.answer).correct == std::vector<std::string>{"t"});
    const auto& number = std::get<assessment::NumericKey>(out.file.items[1].key.answer);
    CHECK_EQ(compare(number.value, {11, 1}), 0);
    CHECK_EQ(compare(number.above, {5, 2}), 0);
    CHECK_EQ(std::get<assessment::TextKey>(out.file.items[2].key.answer).accepted.size(), 2);
}

TEST_CASE("each mistake of a bank file is named with its line and key") {
    check_refused(kTop + replaced(kSingle, "difficulty = 1", "difficulty = 6"), codes::field_value, 12, "item[0].difficulty");
    check_refused(kTop + replaced(kSingle, "difficulty = 1\n", ""), codes::field_missing, 5, "item[0].difficulty");
    check_refused(kTop + replaced(kSingle, "difficulty = 1", "difficulty = \"1\""), codes::field_kind, 12, "item[0].difficulty");
    check_refused(kTop + kSingle + "dificulty = 1\n", codes::field_unknown, 17, "item[0].dificulty");
    check_refused(kTop + replaced(kSingle, "key = \"b\"", "key = \"c\""), codes::key_misfits, 10, "item[0].key");
    check_refused(kTop + replaced(kSingle, "type = \"single\"", "type = \"essay\""), codes::field_value, 7, "item[0].type");
    check_refused(kTop + replaced(kSingle, "id = \"b\"", "id = \"c\""), codes::field_value, 9, "item[0].options");
    check_refused(kTop + replaced(kSingle, "id = \"b-01\"", "id = \"B 01\""), codes::field_value, 6, "item[0].id");
    check_refused(kTop + kSingle + "stimulus = \"s\"\n", codes::field_value, 17, "item[0].stimulus");
    check_refused(kTop + kSingle + "figure = \"../x.png\"\nfigure_text = \"图\"\n", codes::path_outside, 17, "item[0].figure");
    check_refused(kTop + kSingle + "figure = \"x.png\"\nfigure_text = \"图\"\n", codes::figure_bad, 17, "item[0].figure");
    check_refused(kTop + kSingle + "figure = \"x.png\"\n", codes::field_missing, 5, "item[0].figure_text");
    check_refused(replaced(kTop, "format = 1", "format = 2") + kSingle, codes::file_format_unknown, 1, "format");
    check_refused(replaced(kTop, "\"bank\"", "\"staff\"") + kSingle, codes::file_format_unknown, 1, "format");
    check_refused("format = 1\nkind = \"ba", codes::toml_malformed, 2, "");
    check_refused("format = 1\nkind = 1979-05-27T07:32:00\n", codes::toml_malformed, 2, "");
    check_refused("\xff\xfe", codes::text_not_utf8, 0, "");
    check_refused("[#x]\n", codes::toml_malformed, 0, ""); // found by fuzzing: the library asserts here
    for (const char* letter : {"。", "（", "ⶀ", "\u3000", "é"}) check_refused(kTop + letter + "\n", codes::toml_malformed, 5, "");
}

TEST_CASE("a second item of the same id is refused and the first is kept") {
    const Read out = read(kTop + kSingle + kSingle);
    REQUIRE_EQ(out.faults.size(), 1);
    CHECK(out.faults[0].code == codes::id_repeated);
    CHECK_EQ(out.file.items.size(), 1);
}

TEST_CASE("a picture is taken when it is a PNG of reasonable size") {
    const TempFolder folder;
    const std::string with_figure = kTop + kSingle + "figure = \"x.png\"\nfigure_text = \"一个白点。\"\n";
    REQUIRE(write_file_atomic(folder / "x.png", from_hex(kPixelHex).value()).ok());
    const Read good = read(with_figure, folder.path());
    REQUIRE(good.faults.empty());
    CHECK_EQ(good.file.figures.at(0).name, "b/x.png");
    CHECK_EQ(good.file.items.at(0).item.figure, "b/x.png");
    for (const std::string& content : {std::string("GIF89a"), std::string(2u << 20, 'x'), std::string()}) {
        REQUIRE(write_file_atomic(folder / "x.png", view(content)).ok());
        const Read bad = read(with_figure, folder.path());
        REQUIRE_EQ(bad.faults.size(), 1);
        CHECK(bad.faults[0].code == codes::figure_bad);
    }
}

TEST_CASE("knowledge points stand below their parents") {
    const auto faults_of = [](const std::string& elements) {
        Faults faults;
        const auto toml = parse_toml("format = 1\nkind = \"elements\"\nbank = \"b\"\n" + elements, faults);
        REQUIRE(toml);
        read_elements_file(*toml, faults);
        return faults;
    };
    const std::string a = "[[element]]\ncode = \"A\"\nname = \"甲\"\n", a_1 = "[[element]]\ncode = \"A.1\"\nname = \"乙\"\n";
    CHECK(faults_of(a + a_1).empty());
    CHECK(faults_of(a_1 + a).at(0).code == codes::field_value);
    CHECK(faults_of(a + a).at(0).code == codes::id_repeated);
    CHECK(faults_of("[[element]]\ncode = \"a.0\"\nname = \"甲\"\n").at(0).code == codes::field_value);
}

TEST_CASE("a PIN file for a demo gives no PIN that could not be chosen") {
    Faults faults;
    const auto toml = parse_toml("format = 1\nkind = \"demo_pins\"\n[[pin]]\nnumber = \"1\"\npin = \"12345\"\n", faults);
    REQUIRE(toml);
    read_demo_pins(*toml, faults);
    CHECK(faults.at(0).code == codes::field_value);
    CHECK_EQ(fault_text(faults.at(0), Language::en).find("12345"), std::string::npos);
}
