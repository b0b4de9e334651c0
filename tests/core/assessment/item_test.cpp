#include "core/assessment/item.h"
#include "core/assessment/key.h"
#include "core/base/codes/assessment.h"

#include "tests/core/assessment/fixtures.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

Key option_key(std::vector<std::string> correct) {
    return {.item = "q", .answer = OptionKey{std::move(correct)}, .rationale = {}};
}
Key number_key(Decimal value, Decimal below = {}, Decimal above = {}) {
    return {.item = "q", .answer = NumericKey{.value = value, .below = below, .above = above}, .rationale = {}};
}

} // namespace

TEST_CASE("a well-formed item of each type is taken") {
    for (const ItemType type : kItemTypes) {
        CAPTURE(item_type_key(type));
        CHECK(check_item(make_item("q", type)).ok());
        CHECK_EQ(find_item_type(item_type_key(type)), type);
        CHECK_EQ(item_type(static_cast<int>(type)), type);
    }
    CHECK_FALSE(find_item_type("essay").has_value());
    CHECK_FALSE(item_type(7).has_value());
}

TEST_CASE("a faulty item is refused, naming it") {
    const auto refuses = [](auto change) {
        Item item = make_item("q", ItemType::single);
        change(item);
        const auto result = check_item(item);
        return !result && result.code() == codes::item_faulty;
    };
    CHECK(refuses([](Item& i) { i.id = "有"; }));
    CHECK(refuses([](Item& i) { i.type = static_cast<ItemType>(0); }));
    CHECK(refuses([](Item& i) { i.stem = {}; }));
    CHECK(refuses([](Item& i) { i.stem.zh_cn = "\xc0\x80"; }));
    CHECK(refuses([](Item& i) { i.area.clear(); }));
    CHECK(refuses([](Item& i) { i.knowledge_path = "1.2.3.4.5.6.7"; }));
    CHECK(refuses([](Item& i) { i.importance = static_cast<Importance>(4); }));
    CHECK(refuses([](Item& i) { i.difficulty = 6; }));
    CHECK(refuses([](Item& i) { i.options.resize(1); }));
    CHECK(refuses([](Item& i) { i.options = lettered(13); }));
    CHECK(refuses([](Item& i) { i.options[1].id = "a"; }));
    CHECK(refuses([](Item& i) { i.options[1].text = {}; }));
    CHECK(refuses([](Item& i) { i.type = ItemType::true_false; }));
    CHECK(refuses([](Item& i) { i.type = ItemType::numeric; }));
    CHECK(refuses([](Item& i) { i.stimulus = "s1"; }));
}

TEST_CASE("a key must fit its item") {
    const auto fits = [](ItemType type, const Key& key) { return check_key(make_item("q", type), key).ok(); };
    CHECK(fits(ItemType::single, option_key({"b"})));
    CHECK_FALSE(fits(ItemType::single, option_key({"a", "b"})));
    CHECK_FALSE(fits(ItemType::single, option_key({"e"})));
    CHECK_FALSE(fits(ItemType::single, option_key({})));
    CHECK_FALSE(fits(ItemType::multiple, option_key({"a"})));
    CHECK_FALSE(fits(ItemType::multiple, option_key({"b", "a"})));
    CHECK(fits(ItemType::open_multiple, option_key({"a"})));
    CHECK(fits(ItemType::true_false, option_key({"t"})));
    CHECK_FALSE(fits(ItemType::numeric, option_key({"a"})));
    CHECK(fits(ItemType::numeric, number_key({.value = 82, .places = 1})));
    CHECK_FALSE(fits(ItemType::numeric, number_key({.value = 82, .places = 1}, {.value = -1, .places = 0})));
    CHECK_FALSE(fits(ItemType::numeric, number_key({.value = 1'000'000'000'000'000, .places = 0}, {.value = 1, .places = 9})));
    CHECK_FALSE(fits(ItemType::single, number_key({.value = 1, .places = 0})));
    CHECK(fits(ItemType::short_text, {.item = "q", .answer = TextKey{{"欧姆"}}, .rationale = {}}));
    CHECK_FALSE(fits(ItemType::short_text, {.item = "q", .answer = TextKey{{" "}}, .rationale = {}}));
    CHECK_FALSE(fits(ItemType::short_text, {.item = "q", .answer = TextKey{}, .rationale = {}}));
    CHECK_FALSE(check_key(make_item("other", ItemType::single), option_key({"a"})).ok());
}

TEST_CASE("decimals are compared as numbers, not as texts") {
    CHECK_EQ(compare({.value = 82, .places = 1}, {.value = 820, .places = 2}), 0);
    CHECK_EQ(compare({.value = -1, .places = 9}, {.value = 0, .places = 0}), -1);
    CHECK_EQ(compare({.value = 999'999'999'999'999, .places = 0}, {.value = 1, .places = 9}), 1);
    CHECK_EQ(number_text(parse_number(" －１２．５０ ").value()), "-12.5");
    CHECK_FALSE(parse_number("").ok());
    CHECK_FALSE(parse_number("-").ok());
    CHECK_FALSE(parse_number(".").ok());
    CHECK_FALSE(parse_number("0.0000000001").ok());
    CHECK_FALSE(parse_number(std::string(600, '1')).ok());
}
