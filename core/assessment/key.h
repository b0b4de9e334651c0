// Keys 答案: what makes an answer right. Kept apart from items, sealed apart, and never on the screen of a running sitting.
#pragma once

#include "core/assessment/item.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kaogong::assessment {

// An exact decimal: value / 10^places, 0 <= places <= 9, |value| <= 10^15. Compared exactly, never through floating point.
struct Decimal {
    std::int64_t value = 0;
    int places = 0;
    bool operator==(const Decimal&) const = default; // of the written form; use compare() for the number
};
inline constexpr int kDecimalPlacesMax = 9;
int compare(const Decimal& a, const Decimal& b); // -1, 0, 1
Decimal sum(const Decimal& a, const Decimal& b);
Decimal difference(const Decimal& a, const Decimal& b);
// What a candidate or an author wrote: full-width digits, blanks around and a sign are taken; commas, exponents and units are refused.
Result<Decimal> parse_number(std::string_view text);
std::string number_text(const Decimal& number);

struct OptionKey {
    std::vector<std::string> correct; // option ids in rising order; exactly one for single and true-false
    bool operator==(const OptionKey&) const = default;
};
struct NumericKey {
    Decimal value;
    Decimal below; // how far under and over the value an answer may lie, both >= 0; whether the edge itself counts is the spec's rule
    Decimal above;
    bool operator==(const NumericKey&) const = default;
};
struct TextKey {
    std::vector<std::string> accepted; // forms that count as right, compared after the spec's normalisation
    bool operator==(const TextKey&) const = default;
};

struct Key {
    std::string item;
    std::variant<OptionKey, NumericKey, TextKey> answer;
    LocalText rationale; // 解析, for authors and score reviews
    bool operator==(const Key&) const = default;
};

// Whether the key fits its item: the options exist, as many are right as the type allows, tolerances are not negative.
Result<void> check_key(const Item& item, const Key& key);

} // namespace kaogong::assessment
