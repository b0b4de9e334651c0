#include "core/assessment/practical/outcome.h"
#include "core/base/codes/practical.h"

#include "core/base/text.h"
#include "tests/support/table.h"

#include <map>
#include <sstream>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::practical;

namespace {

const std::string kTable = KAOGONG_SOURCE_DIR "/tests/tables/outcome.txt";
constexpr std::int64_t kToday = 1'000;

void apply_word(Component& component, const std::string& word, std::istringstream& words) {
    const std::map<std::string, ResultValue> values = {
        {"zero", ResultValue::zero}, {"no_result", ResultValue::no_result}, {"held", ResultValue::held}, {"void", ResultValue::void_}};
    const std::map<std::string, RetainedStanding> standings = {
        {"superseded", RetainedStanding::superseded}, {"voided", RetainedStanding::voided}, {"unknown", RetainedStanding::unknown}};
    std::string next;
    if (values.contains(word)) component.value = values.at(word);
    if (word == "exempt") {
        component.mode = EntryMode::exempt;
        component.basis = "文件";
    }
    if (word == "retained") {
        component.mode = EntryMode::retained;
        component.retained = RetainedPass{.result = {}, .issuer = "Y0001", .valid_to_ms = kToday};
    }
    if (word == "expired") component.retained->valid_to_ms = kToday - 1;
    if (word == "foreign") component.retained->issuer = "S0002";
    if (standings.contains(word)) component.retained->standing = standings.at(word);
    if (word == "of" && words >> next) component.earned.counted_max = parse_decimal(next, 2).value();
    if (word == "by" && words >> next) component.failed_by.push_back(next);
    if (word == "attempt" && words >> next) {
        component.mode = EntryMode::resit;
        component.attempt = std::stoi(next);
    }
}

Component component_of(const std::string& text) {
    std::istringstream words(text);
    std::string word;
    words >> word;
    Component component{.method = word == "theory" ? Method::theory : Method::operation,
                        .earned = {.points = 0, .counted_max = 10'000, .points_max = 10'000},
                        .taken_ms = kToday};
    while (words >> word) {
        if (const auto points = parse_decimal(word, 2))
            component.earned.points = *points;
        else
            apply_word(component, word, words);
    }
    return component;
}

OutcomeInput input_of(const TableRow& row) {
    OutcomeInput input;
    for (const std::string_view part : split(row.text("components"), '/'))
        input.components.push_back(component_of(std::string(trim(part))));
    return input;
}

OutcomeRules rules_of(const TableRow& row) {
    OutcomeRules rules{.components = {{.method = Method::theory}, {.method = Method::operation}}, .organisation = "Y0001"};
    const std::vector<std::string> words = row.words("rules");
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "retain") rules.retain = true;
        if (words[i] == "foreign") rules.retain_foreign = true;
        if (words[i] == "pilot") rules.pilot_member = true;
        if (words[i] == "attempts") rules.attempts_max = std::stoi(words[i + 1]);
        if (words[i] == "total") rules.weighted_pass = parse_decimal(words[i + 1], 2).value();
        if (words[i] == "weights") {
            rules.weighted_pass = rules.weighted_pass.value_or(6'000);
            for (std::size_t k = 0; k < 2; ++k) rules.components[k].weight = parse_decimal(words[i + 1 + k], 2).value();
        }
        if (words[i] == "second") {
            rules.second = rules.components;
            for (std::size_t k = 0; k < 2; ++k) rules.second[k].points_pass = parse_decimal(words[i + 1 + k], 2).value();
        }
    }
    return rules;
}

void check_section(std::string_view section) {
    const std::map<std::string, Verdict> verdicts = {{"pass", Verdict::pass},
                                                     {"fail", Verdict::fail},
                                                     {"no_result", Verdict::no_result},
                                                     {"held", Verdict::held},
                                                     {"void", Verdict::void_}};
    for (const TableRow& row : read_table(kTable, section).rows) {
        CAPTURE(row.line());
        const auto outcome = decide(rules_of(row), input_of(row));
        REQUIRE(outcome.ok());
        CHECK(outcome->verdict == verdicts.at(row.text("verdict")));
        CHECK_EQ(outcome_text(*outcome, Language::zh_cn), row.text("words"));
    }
}

Component plain(Method method, Points points) {
    return {.method = method, .earned = {.points = points, .counted_max = 10'000, .points_max = 10'000}};
}

} // namespace

TEST_CASE("all components must pass, exactly, and what is no result is no fail") {
    check_section("all must pass");
}

TEST_CASE("a retained pass is judged anew and refused with a named reason") {
    check_section("retained passes");
}

TEST_CASE("weights are compared as exact fractions, an exemption re-scales them") {
    check_section("weights");
}

TEST_CASE("a second certificate has its own pass marks (P21)") {
    for (const TableRow& row : read_table(kTable, "two certificates").rows) {
        CAPTURE(row.line());
        CHECK_EQ(decide(rules_of(row), input_of(row))->second_certificate, row.text("second") == "yes");
    }
}

TEST_CASE("the outcome explains itself in words") {
    const OutcomeRules rules{.components = {{.method = Method::theory}, {.method = Method::operation}}};
    const auto outcome = decide(rules, {.components = {plain(Method::theory, 7'200), plain(Method::operation, 5'800)}});
    CHECK_EQ(outcome_text(*outcome, Language::en), "theory 72, operation 58: not passed (operation below its pass mark)");
}

TEST_CASE("a missing, repeated or unasked component is refused and not guessed") {
    const OutcomeRules rules{.components = {{.method = Method::theory}, {.method = Method::operation}}};
    const Component theory = plain(Method::theory, 7'000), operation = plain(Method::operation, 7'000);
    CHECK(decide(rules, {.components = {theory}}).code() == codes::outcome_incomplete);
    CHECK(decide(rules, {.components = {theory, theory, operation}}).code() == codes::outcome_incomplete);
    CHECK(decide(rules, {.components = {theory, operation, plain(Method::review, 7'000)}}).code() == codes::outcome_incomplete);
    Component exempt = theory;
    exempt.mode = EntryMode::exempt;
    CHECK(decide(rules, {.components = {exempt, operation}}).code() == codes::outcome_incomplete);
    exempt.basis = "毕业证书";
    CHECK(decide(rules, {.components = {exempt, operation}}).ok());
    Component retained = theory;
    retained.mode = EntryMode::retained;
    CHECK(decide(rules, {.components = {retained, operation}}).code() == codes::outcome_incomplete);
}

TEST_CASE("a level is skipped only where the organisation is filed for it, with reason and evidence (P12, P16)") {
    OutcomeRules rules{.components = {{.method = Method::operation}}};
    OutcomeInput input{.level = assessment::SkillLevel::technician, .components = {plain(Method::operation, 7'000)}};
    input.skip = LevelSkip{.held = assessment::SkillLevel::intermediate, .reason = "突出贡献", .evidence = "E-1"};
    CHECK(decide(rules, input).code() == codes::outcome_incomplete);
    rules.may_skip_levels = true;
    CHECK(decide(rules, input)->level_skipped);
    input.skip->evidence.clear();
    CHECK(decide(rules, input).code() == codes::outcome_incomplete);
    input.skip = LevelSkip{.held = assessment::SkillLevel::senior, .reason = "突出贡献", .evidence = "E-1"};
    CHECK(decide(rules, input).code() == codes::outcome_incomplete);
}
