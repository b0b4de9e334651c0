#include "core/assessment/remark.h"

#include "core/base/codes/assessment.h"
#include "tests/support/must.h"
#include "tests/support/sample_session.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::assessment;
using namespace kaogong::test;

namespace {

ItemMark again(const RemarkItem& rule, const Item& item, const Response& response) {
    return must(mark_again(rule, {.spec = sample_spec(), .item = item, .points = 150}, response));
}

} // namespace

TEST_CASE("an item that is left out is worth nothing to anybody") {
    for (const Item& item : sample_items()) {
        const RemarkItem rule{.item = item.id, .action = RemarkAction::leave_out, .key = {}};
        CHECK(again(rule, item, {}) == ItemMark{AnswerState::exempt, 0, 0});
        CHECK(again(rule, item, ShortText{"x"}) == ItemMark{AnswerState::exempt, 0, 0});
    }
}

TEST_CASE("an item given in full gives its points whatever stands in the answer") {
    for (const Item& item : sample_items()) {
        const RemarkItem rule{.item = item.id, .action = RemarkAction::full, .key = {}};
        for (const Response& response : {Response(), Response(ChosenOptions{{"q"}}), Response(NumberText{"wrong"})})
            CHECK(again(rule, item, response) == ItemMark{AnswerState::answered, 150, 150});
    }
}

TEST_CASE("a new key marks each type as it would have been marked on the day") {
    const auto items = sample_items();
    const auto by_key = [&](std::size_t index, decltype(Key::answer) answer, const Response& response) {
        const std::string& id = items[index].id;
        return again({.item = id, .action = RemarkAction::key, .key = Key{id, std::move(answer), {}}}, items[index], response).points;
    };
    CHECK_EQ(by_key(0, OptionKey{{"c"}}, ChosenOptions{{"c"}}), 150);
    CHECK_EQ(by_key(0, OptionKey{{"c"}}, ChosenOptions{{"b"}}), 0);
    CHECK_EQ(by_key(2, OptionKey{{"a", "b"}}, ChosenOptions{{"a", "b"}}), 150);
    CHECK_EQ(by_key(5, NumericKey{{12, 1}, {1, 1}, {1, 1}}, NumberText{"1.3"}), 150);
    CHECK_EQ(by_key(5, NumericKey{{12, 1}, {1, 1}, {1, 1}}, NumberText{"1.31"}), 0);
    CHECK_EQ(by_key(6, TextKey{{"摇表"}}, ShortText{" 摇表"}), 150);
    CHECK_EQ(by_key(6, TextKey{{"摇表"}}, {}), 0);
    const Key misfit{items[0].id, OptionKey{{"z"}}, {}};
    CHECK_FALSE(mark_again({.item = items[0].id, .action = RemarkAction::key, .key = misfit},
                           {.spec = sample_spec(), .item = items[0], .points = 1}, {})
                    .ok());
}
