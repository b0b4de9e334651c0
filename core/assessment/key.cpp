#include "core/assessment/key.h"

#include "core/assessment/text_fold.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/base.h"
#include "core/base/limits.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

__extension__ typedef __int128 Wide; // values up to 10^15 times 10^9 need 80 bits

constexpr std::int64_t kDecimalValueMax = 1'000'000'000'000'000;
constexpr std::size_t kAcceptedMax = 64;

Wide at_places(const Decimal& number, int places) {
    Wide value = number.value;
    for (int i = number.places; i < places; ++i) value *= 10;
    return value;
}

Decimal combine(const Decimal& a, const Decimal& b, int sign) {
    const int places = std::max(a.places, b.places);
    const Wide total = at_places(a, places) + sign * at_places(b, places);
    // Keys are checked to be small enough that the sum fits; the limits of check_key leave 10^3 of room.
    CHECK(total <= INT64_MAX && total >= INT64_MIN);
    return {.value = static_cast<std::int64_t>(total), .places = places};
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Written {
    std::string digits;
    int places = 0;
    bool negative = false;
};

// A sign, digits, and at most one point with digits on at least one side.
Result<Written> read_digits(std::string_view text) {
    Written written;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        written.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    bool after_point = false;
    for (const char c : text) {
        if (c == '.' && !after_point) {
            after_point = true;
        } else if (is_digit(c)) {
            written.digits.push_back(c);
            written.places += after_point ? 1 : 0;
        } else {
            return error(codes::number_malformed);
        }
    }
    if (written.digits.empty()) return error(codes::number_malformed);
    return written;
}

void drop_trailing_zeros(Written& written) {
    while (written.places > 0 && written.digits.back() == '0') {
        written.digits.pop_back();
        --written.places;
    }
}

Error misfit(const Key& key, std::string_view what) {
    return error(codes::key_misfits, key.item + ": " + std::string(what));
}

bool rising(const std::vector<std::string>& ids) {
    return std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>()) == ids.end();
}

Result<void> check_option_key(const Item& item, const Key& key, const OptionKey& answer) {
    if (!has_options(item.type)) return misfit(key, "names options");
    if (!rising(answer.correct)) return misfit(key, "option ids are not rising");
    for (const std::string& id : answer.correct) {
        if (std::none_of(item.options.begin(), item.options.end(), [&](const Option& option) { return option.id == id; }))
            return misfit(key, "names an option that is not there");
    }
    const std::size_t right = answer.correct.size();
    if (takes_one_option(item.type) && right != 1) return misfit(key, "needs exactly one right option");
    if (item.type == ItemType::multiple && right < 2) return misfit(key, "needs two or more right options");
    if (right == 0) return misfit(key, "has no right option");
    return success();
}

bool good_decimal(const Decimal& number) {
    return number.places >= 0 && number.places <= kDecimalPlacesMax && number.value <= kDecimalValueMax &&
           number.value >= -kDecimalValueMax;
}

// Value and tolerance at the same number of places must still be within the limit, or their sum could not be held.
bool fits_together(const NumericKey& key) {
    const int places = std::max({key.value.places, key.below.places, key.above.places});
    const auto fits = [places](const Decimal& number) {
        const Wide value = at_places(number, places);
        return value <= kDecimalValueMax && value >= -kDecimalValueMax;
    };
    return fits(key.value) && fits(key.below) && fits(key.above);
}

Result<void> check_numeric_key(const Item& item, const Key& key, const NumericKey& answer) {
    if (item.type != ItemType::numeric) return misfit(key, "is a number");
    if (!good_decimal(answer.value) || !good_decimal(answer.below) || !good_decimal(answer.above) || !fits_together(answer))
        return misfit(key, "number out of range");
    if (answer.below.value < 0 || answer.above.value < 0) return misfit(key, "tolerance is negative");
    return success();
}

Result<void> check_text_key(const Item& item, const Key& key, const TextKey& answer) {
    if (item.type != ItemType::short_text) return misfit(key, "is a text");
    if (answer.accepted.empty() || answer.accepted.size() > kAcceptedMax) return misfit(key, "number of accepted forms");
    for (const std::string& form : answer.accepted) {
        if (trim(form).empty() || form.size() > kResponseTextBytesMax || !is_utf8(form)) return misfit(key, "accepted form");
    }
    return success();
}

} // namespace

int compare(const Decimal& a, const Decimal& b) {
    const int places = std::max(a.places, b.places);
    const Wide left = at_places(a, places);
    const Wide right = at_places(b, places);
    return left < right ? -1 : left > right ? 1 : 0;
}

Decimal sum(const Decimal& a, const Decimal& b) {
    return combine(a, b, 1);
}

Decimal difference(const Decimal& a, const Decimal& b) {
    return combine(a, b, -1);
}

Result<Decimal> parse_number(std::string_view text) {
    if (text.size() > kResponseTextBytesMax) return error(codes::number_malformed);
    const std::string folded = fold_width(text);
    Written written = TRY(read_digits(trim(folded)));
    drop_trailing_zeros(written);
    if (written.places > kDecimalPlacesMax) return error(codes::number_malformed);
    const auto value = parse_integer(written.digits, {.min = 0, .max = kDecimalValueMax});
    if (!value) return error(codes::number_malformed);
    return Decimal{.value = written.negative ? -*value : *value, .places = written.places};
}

std::string number_text(const Decimal& number) {
    return decimal_text(number.value, number.places);
}

Result<void> check_key(const Item& item, const Key& key) {
    if (key.item != item.id) return misfit(key, "belongs to another item");
    if (const auto* options = std::get_if<OptionKey>(&key.answer)) return check_option_key(item, key, *options);
    if (const auto* number = std::get_if<NumericKey>(&key.answer)) return check_numeric_key(item, key, *number);
    return check_text_key(item, key, std::get<TextKey>(key.answer));
}

} // namespace kaogong::assessment
