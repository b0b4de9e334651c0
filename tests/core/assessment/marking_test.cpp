#include "core/assessment/marking.h"

#include "core/base/codes/assessment.h"
#include "tests/core/assessment/fixtures.h"
#include "tests/support/table.h"

#include "core/base/text.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

const std::string kMarkingTable = KAOGONG_SOURCE_DIR "/tests/tables/marking.txt";
const std::string kRoundingTable = KAOGONG_SOURCE_DIR "/tests/tables/rounding.txt";

AnswerState state_named(std::string_view name) {
    if (name == "unanswered") return AnswerState::unanswered;
    return name == "answered" ? AnswerState::answered : AnswerState::unusable;
}

MultipleRule rule_of(const std::vector<std::string>& words) {
    const Points points = words.size() > 1 ? parse_decimal(words[1], 2).value() : 0;
    if (words[0] == "share") return {.mode = MultipleMode::partial_share};
    if (words[0] == "fixed") return {.mode = MultipleMode::partial_fixed, .partial_points = points};
    if (words[0] == "minus") return {.mode = MultipleMode::negative, .wrong_points = points};
    return {};
}

Item item_with(const TableRow& row) {
    Item item = make_item("q", find_item_type(row.text("type")).value());
    item.options.clear();
    for (const std::string& id : row.words("options")) item.options.push_back({.id = id, .text = chinese("选项")});
    return item;
}

Response chosen_in(const TableRow& row) {
    const std::vector<std::string> ids = row.words("answer");
    return ids.empty() ? Response{} : Response{chose(ids)};
}

void check_row(const TableRow& row, const AssessmentSpec& spec, const Item& item, const Key& key, const Response& response) {
    const Points points = 100;
    const auto mark = mark_item(spec, item, key, points, response);
    CAPTURE(row.line());
    REQUIRE(mark.ok());
    CHECK_EQ(mark->points, row.points("earned"));
    CHECK_EQ(mark->points_max, points);
}

void check_option_rows(std::string_view section) {
    for (const TableRow& row : read_table(kMarkingTable, section).rows) {
        AssessmentSpec spec = electrician_spec();
        if (section == "several options") spec.theory.multiple = spec.theory.open_multiple = rule_of(row.words("rule"));
        const Key key{.item = "q", .answer = OptionKey{row.words("key")}, .rationale = {}};
        const auto mark = mark_item(spec, item_with(row), key, row.points("points"), chosen_in(row));
        CAPTURE(row.line());
        REQUIRE(mark.ok());
        CHECK_EQ(mark->points, row.points("earned"));
        CHECK(mark->state == state_named(row.text("state")));
    }
}

Decimal decimal(const std::string& text) {
    return parse_number(text).value();
}

} // namespace

TEST_CASE("items with one right option are marked as the table says") {
    check_option_rows("one option");
}

TEST_CASE("items with several right options are marked as the table says, in every mode") {
    check_option_rows("several options");
}

TEST_CASE("numbers are marked by exact tolerance as the table says") {
    for (const TableRow& row : read_table(kMarkingTable, "numbers").rows) {
        AssessmentSpec spec = electrician_spec();
        spec.theory.numeric = {.edge = row.text("edge") == "inclusive" ? ToleranceEdge::inclusive : ToleranceEdge::exclusive,
                               .decimals_max = static_cast<int>(row.number("decimals"))};
        const auto key_words = row.words("key");
        const NumericKey numbers{.value = decimal(key_words[0]), .below = decimal(key_words[1]), .above = decimal(key_words[2])};
        const Key key{.item = "q", .answer = numbers, .rationale = {}};
        const Response response = row.text("answer") == "-" ? Response{} : Response{NumberText{row.text("answer")}};
        check_row(row, spec, make_item("q", ItemType::numeric), key, response);
        CHECK(mark_item(spec, make_item("q", ItemType::numeric), key, 100, response)->state == state_named(row.text("state")));
    }
}

TEST_CASE("short texts are marked after folding as the table says") {
    for (const TableRow& row : read_table(kMarkingTable, "short texts").rows) {
        AssessmentSpec spec = electrician_spec();
        if (row.text("rule") == "strict")
            spec.theory.short_text = {.fold_width = false, .fold_case = false, .blanks = Blanks::collapse, .drop_end_punctuation = false};
        TextKey accepted;
        for (const std::string_view form : split(row.text("accepted"), '/')) accepted.accepted.emplace_back(form);
        const Key key{.item = "q", .answer = accepted, .rationale = {}};
        check_row(row, spec, make_item("q", ItemType::short_text), key, ShortText{row.text("answer")});
    }
}

TEST_CASE("rounding happens once, half up, and never towards a pass") {
    for (const TableRow& row : read_table(kRoundingTable, "a row is rounded once, half up").rows) {
        CAPTURE(row.line());
        CHECK_EQ(rounded_half_up({.numerator = row.number("numerator") * 100, .denominator = row.number("denominator")}),
                 row.points("recorded"));
    }
    for (const TableRow& row : read_table(kRoundingTable, "pass or fail").rows) {
        CAPTURE(row.line());
        const Earned earned{.points = row.points("points"), .counted_max = row.points("counted"), .points_max = row.points("full")};
        CHECK_EQ(shown_points(earned), row.points("shown"));
        CHECK_EQ(reaches(earned, row.points("mark")), row.text("verdict") == "pass");
    }
    // 59.995 is a fail and shows as 59.99 (domain.md, weighted total).
    CHECK_EQ(cut({.numerator = 59'995, .denominator = 10}), 5'999);
}

namespace {

struct Marked {
    AssessmentSpec spec = electrician_spec();
    ItemPool pool = ItemPool::build(bank_for(spec, 40)).value();
    Paper paper = assemble(spec, pool, 7).value().paper;
    std::vector<Key> keys;
    Marked() {
        for (const PaperItem& item : paper.items)
            keys.push_back({.item = item.item, .answer = OptionKey{{item.type == ItemType::true_false ? "t" : "b"}}, .rationale = {}});
    }
    PreparedPaper prepared() const { return PreparedPaper::prepare(spec, pool, paper, keys).value(); }
    // The first `right` items right, the rest wrong.
    std::vector<ItemResponse> answers(std::size_t right) const {
        std::vector<ItemResponse> all;
        for (const PaperItem& item : paper.items) {
            const bool true_false = item.type == ItemType::true_false;
            const std::string good = true_false ? "t" : "b";
            const std::string bad = true_false ? "f" : "a";
            all.push_back({.item = item.item, .response = chose({all.size() < right ? good : bad})});
        }
        return all;
    }
};

} // namespace

TEST_CASE("a paper of 60 right answers passes and one of 59 fails") {
    const Marked marked;
    const PreparedPaper prepared = marked.prepared();
    CHECK(mark_paper(prepared, marked.answers(60))->verdict == Verdict::pass);
    CHECK(mark_paper(prepared, marked.answers(59))->verdict == Verdict::fail);
    const PaperMark full = mark_paper(prepared, marked.answers(100)).value();
    CHECK_EQ(full.points, 10'000);
    CHECK_EQ(full.answered, 100);
    CHECK_EQ(full.areas[3].points, 2'500);
    const PaperMark empty = mark_paper(prepared, {}).value();
    CHECK_EQ(empty.points, 0);
    CHECK_EQ(empty.answered, 0);
    CHECK(empty.items[0].state == AnswerState::unanswered);
}

TEST_CASE("areas add up to the total in every paper") {
    const Marked marked;
    const PreparedPaper prepared = marked.prepared();
    for (std::size_t right = 0; right <= 100; right += 9) {
        const PaperMark mark = mark_paper(prepared, marked.answers(right)).value();
        Points by_items = 0;
        Points by_areas = 0;
        for (const ItemMark& item : mark.items) by_items += item.points;
        for (const AreaMark& area : mark.areas) by_areas += area.points;
        CHECK_EQ(by_items, mark.points);
        CHECK_EQ(by_areas, mark.points);
    }
}

TEST_CASE("an exempt area counts neither for nor against (P19)") {
    const Marked marked;
    const PreparedPaper prepared = marked.prepared();
    const TheoryExemption exemption{.areas = {"B"}, .basis = "毕业证书", .approved_by = "0001"};
    const PaperMark mark = mark_paper(prepared, marked.answers(100), exemption).value();
    CHECK_EQ(mark.points, 8'000);
    CHECK_EQ(mark.counted_max, 8'000);
    CHECK_EQ(shown_points(mark.earned()), 10'000);
    CHECK_EQ(mark.areas[1].points_max, 0);
    CHECK(mark_paper(prepared, {}, TheoryExemption{.areas = {"Q"}, .basis = "x", .approved_by = "y"}).code() == codes::exemption_area);
}

TEST_CASE("keys and responses that do not belong are refused by code") {
    Marked marked;
    const PreparedPaper prepared = marked.prepared();
    std::vector<ItemResponse> twice = marked.answers(1);
    twice.push_back(twice.front());
    CHECK(mark_paper(prepared, twice).code() == codes::response_repeated);
    const std::vector<ItemResponse> strange = {{.item = "nobody", .response = chose({"a"})}};
    CHECK(mark_paper(prepared, strange).code() == codes::item_unknown);
    std::vector<Key> keys = marked.keys;
    keys.pop_back();
    CHECK(PreparedPaper::prepare(marked.spec, marked.pool, marked.paper, keys).code() == codes::key_missing);
    keys.push_back(keys.front());
    CHECK(PreparedPaper::prepare(marked.spec, marked.pool, marked.paper, keys).code() == codes::key_repeated);
    keys = marked.keys;
    keys.front().answer = OptionKey{{"z"}};
    CHECK(PreparedPaper::prepare(marked.spec, marked.pool, marked.paper, keys).code() == codes::key_misfits);
}

TEST_CASE("order of responses does not matter") {
    const Marked marked;
    const PreparedPaper prepared = marked.prepared();
    std::vector<ItemResponse> answers = marked.answers(37);
    const PaperMark straight = mark_paper(prepared, answers).value();
    std::reverse(answers.begin(), answers.end());
    CHECK(mark_paper(prepared, answers).value() == straight);
}
