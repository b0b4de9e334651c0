// Small operations on text: numbers read strictly, UTF-8 taken apart strictly. Nothing here depends on the machine's locale.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kaogong {

struct IntegerRange {
    std::int64_t min = INT64_MIN;
    std::int64_t max = INT64_MAX;
};
// Digits with an optional leading minus sign, nothing else: no blank, no plus, no hexadecimal.
Result<std::int64_t> parse_integer(std::string_view text, IntegerRange range = {});

// A decimal written by a person ("8.5", "-0.025") as an integer count of units of 10^-places: parse_decimal("8.5", 2) is 850. More decimals
// than places, a comma, or an exponent is an error, never rounded away.
Result<std::int64_t> parse_decimal(std::string_view text, int places);
std::string decimal_text(std::int64_t value, int places); // 850, 2 -> "8.50"

bool is_utf8(std::string_view text); // RFC 3629: no surrogates, no overlong forms, at most U+10FFFF
// Code points of valid UTF-8. An invalid byte gives U+FFFD, so that display code needs no second path.
std::vector<char32_t> code_points(std::string_view text);
void append_utf8(std::string& text, char32_t code_point);

std::string_view trim(std::string_view text); // ASCII blanks
std::vector<std::string_view> split(std::string_view text, char separator);

} // namespace kaogong
