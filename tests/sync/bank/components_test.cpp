// Components beside theory and operation, from their files: scores, refusals and mistakes by table, and what they hand to the outcome.
#include "core/assessment/practical/exact.h"
#include "sync/bank/component_file.h"
#include "tests/support/table.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;
using namespace kaogong::components;
using namespace kaogong::test;

namespace {

const std::string kTable = KAOGONG_SOURCE_DIR "/tests/tables/components.txt";
constexpr const char* kForms[] = {"review", "work-record", "process", "direct", "contest", "ability"};

std::string file_text(const std::string& name, const char* kind) {
    const Path path = Path(KAOGONG_SOURCE_DIR) / "assets/samples/components" / (name + "." + kind + ".toml");
    return std::string(as_text(read_file(path, kTomlSizeMax).value()));
}

std::string lines_of(std::string cell) {
    for (std::size_t at = cell.find("; "); at != cell.npos; at = cell.find("; ", at)) cell.replace(at, 2, "\n");
    return cell;
}

std::string changed(std::string text, const TableRow& row) {
    if (row.text("find") == "-") return text;
    const std::string find = lines_of(row.text("find"));
    const std::size_t place = text.find(find);
    REQUIRE(place != text.npos);
    return text.replace(place, find.size(), lines_of(row.text("put")));
}

std::string told(const Faults& faults) {
    std::string text;
    for (const Fault& fault : faults) text += fault_text(fault, Language::zh_cn) + "\n";
    return text;
}

ComponentForm form_of(const std::string& text) {
    Faults faults;
    const auto toml = parse_toml(text, faults);
    if (!toml) FAIL(told(faults));
    ComponentForm form = read_component_file(*toml, faults);
    if (!faults.empty()) FAIL(told(faults));
    return form;
}

Result<std::vector<Scored>> scored(const ComponentForm& form, const std::string& record_text) {
    Faults faults;
    const auto toml = parse_toml(record_text, faults);
    if (!toml) FAIL(told(faults));
    const ComponentRecord record = read_component_record(*toml, form, faults);
    if (!faults.empty()) FAIL(told(faults));
    return score_form(form, record);
}

std::string working_of(const ComponentScore& score, Language language) {
    std::string text;
    for (const LocalText& line : score.working) text += line.in(language) + "\n";
    return text;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text.empty() ? "-" : text;
}

std::string line_at(const std::string& text, int number) {
    const auto lines = split(text, '\n');
    return number < 1 || static_cast<std::size_t>(number) > lines.size() ? "" : std::string(lines[static_cast<std::size_t>(number) - 1]);
}

} // namespace

TEST_CASE("every component scores its records as the table says, with its working in both languages") {
    for (const TableRow& row : read_table(kTable, "scores").rows) {
        CAPTURE(row.line());
        const ComponentForm form = form_of(file_text(row.text("form"), "component"));
        const auto all = scored(form, changed(file_text(row.text("form"), "record"), row));
        REQUIRE(all.ok());
        const std::string who = row.text("who") == "-" ? "" : row.text("who");
        const auto found = std::find_if(all->begin(), all->end(), [&](const Scored& one) { return one.number == who; });
        REQUIRE(found != all->end());
        CHECK_EQ(assessment::shown_points(found->score.component.earned), row.points("points"));
        CHECK_EQ(found->passed, row.text("passed") == "yes");
        CHECK_EQ(joined(found->score.component.failed_by), row.text("by"));
        const std::string working = working_of(found->score, Language::zh_cn);
        CAPTURE(working);
        CHECK(working.find(row.text("say")) != working.npos);
        CHECK_EQ(std::count(working.begin(), working.end(), '\n'), std::ssize(split(working_of(found->score, Language::en), '\n')) - 1);
    }
}

TEST_CASE("a record that breaks a rule of its component is refused by code, naming what is wrong") {
    for (const TableRow& row : read_table(kTable, "refused").rows) {
        CAPTURE(row.line());
        const ComponentForm form = form_of(file_text(row.text("form"), "component"));
        const auto all = scored(form, changed(file_text(row.text("form"), "record"), row));
        REQUIRE_FALSE(all.ok());
        CHECK_EQ(code_text(all.code()), row.text("code"));
        CAPTURE(all.error().context);
        CHECK(all.error().context.find(row.text("names")) != std::string::npos);
    }
}

TEST_CASE("every mistake of a component's form is named by code, field and line") {
    for (const TableRow& row : read_table(kTable, "mistakes").rows) {
        CAPTURE(row.line());
        const std::string text = changed(file_text(row.text("form"), "component"), row);
        Faults faults;
        const auto toml = parse_toml(text, faults);
        REQUIRE(toml.has_value());
        read_component_file(*toml, faults);
        const std::string said = told(faults);
        CAPTURE(said);
        const auto found = std::find_if(faults.begin(), faults.end(), [&](const Fault& fault) {
            return code_text(fault.code) == row.text("code") && fault.field == row.text("field");
        });
        CHECK(found != faults.end());
        if (found == faults.end()) continue;
        const std::string line = line_at(text, found->at.line);
        CAPTURE(line);
        CHECK(line.find(row.text("line")) != line.npos);
    }
}

TEST_CASE("a component that its form passes is passed by the outcome, and one that it fails is failed by the same name") {
    for (const char* name : kForms) {
        CAPTURE(name);
        const ComponentForm form = form_of(file_text(name, "component"));
        const auto all = scored(form, file_text(name, "record"));
        REQUIRE(all.ok());
        for (const Scored& one : *all) {
            const auto outcome = practical::decide({.components = {rule_of(form)}}, {.components = {one.score.component}});
            REQUIRE(outcome.ok());
            CHECK_EQ(outcome->verdict == practical::Verdict::pass, one.passed);
            if (!one.score.component.failed_by.empty()) CHECK_EQ(outcome->components[0].of, one.score.component.failed_by.front());
        }
    }
}

TEST_CASE("points between two hundredths go to the outcome unrounded") {
    // 31.11 + 40 and 46.67 + 22.22 by 40 and 60 per cent are 69.778 exactly; a weight of half must see the last digit.
    const ComponentForm form = form_of(file_text("review", "component"));
    const auto all = scored(form, file_text("review", "record"));
    REQUIRE(all.ok());
    const assessment::Fraction exact = assessment::rescaled((*all)[0].score.component.earned);
    CHECK_EQ(practical::compare(exact, {.numerator = 69'778, .denominator = 10}), 0);
}

TEST_CASE("contestants who are equal in everything share a rank and the next rank is left out") {
    const ComponentForm form = form_of(file_text("contest", "component"));
    Faults faults;
    const auto toml = parse_toml(file_text("contest", "record"), faults);
    auto contestants = std::get<std::vector<Contestant>>(read_component_record(*toml, form, faults));
    for (Contestant& contestant : contestants) contestant.group = "staff";
    contestants[1].entries = contestants[0].entries;
    const auto places = score_contest(std::get<ContestForm>(form.rules), contestants);
    REQUIRE(places.ok());
    std::vector<int> ranks;
    for (const Place& place : *places) ranks.push_back(place.rank);
    CHECK_EQ(ranks, std::vector<int>{1, 1, 3, 4});
}

TEST_CASE("a record of another method or another form is not taken") {
    const ComponentForm form = form_of(file_text("direct", "component"));
    CHECK(score_form(form, SheetEntries{}).code() == codes::record_misfits);
    Faults faults;
    const auto toml = parse_toml(file_text("review", "record"), faults);
    read_component_record(*toml, form, faults);
    REQUIRE_FALSE(faults.empty());
    CHECK(faults.front().code == codes::record_misfits);
}
