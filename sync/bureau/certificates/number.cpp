#include "sync/bureau/certificates/number.h"

#include "core/assessment/levels.h"
#include "core/base/codes/base.h"
#include "core/base/codes/outcome.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::bureau::certificates {
namespace {

constexpr std::size_t kNumberSize = 22;
constexpr std::size_t kLevels = 8;
constexpr char kUnsettled = '-';

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

std::string padded(std::int64_t value, std::size_t size) {
    const std::string digits = std::to_string(value);
    return std::string(size - digits.size(), '0') + digits;
}

} // namespace

Result<void> check_prefix(std::string_view prefix) {
    const bool sound = prefix.size() == kPrefixSize && is_capital(prefix[0]) && all_digits(prefix.substr(5)) &&
                       std::all_of(prefix.begin() + 1, prefix.begin() + 5, [](char c) { return is_digit(c) || is_capital(c); });
    if (!sound) return error(codes::certificate_number_malformed, std::string(prefix.substr(0, kNumberSize)));
    return success();
}

Result<NumberParts> parse_number(std::string_view text) {
    const Error malformed = error(codes::certificate_number_malformed, std::string(text.substr(0, 2 * kNumberSize)));
    if (text.size() != kNumberSize || !all_digits(text.substr(kPrefixSize))) return malformed;
    if (!check_prefix(text.substr(0, kPrefixSize)).ok()) return malformed;
    NumberParts parts{.prefix = std::string(text.substr(0, kPrefixSize))};
    parts.year = static_cast<int>(TRY(parse_integer(text.substr(13, 2))));
    parts.level_digit = text[15];
    parts.serial = TRY(parse_integer(text.substr(16)));
    if (parts.serial == 0) return malformed;
    return parts;
}

Result<std::string> compose_number(const NumberParts& parts) {
    TRY(check_prefix(parts.prefix));
    if (parts.serial > kSerialMax) return error(codes::certificate_block_full, parts.prefix);
    const bool sound = parts.year >= 0 && parts.year <= 99 && is_digit(parts.level_digit) && parts.serial >= 1;
    if (!sound) return error(codes::certificate_number_malformed, parts.prefix);
    return parts.prefix + padded(parts.year, 2) + parts.level_digit + padded(parts.serial, 6);
}

bool letter_fits(char letter, practical::OrgKind kind) {
    if (letter == 'Y') return kind == practical::OrgKind::employer;
    if (letter == 'S') return kind != practical::OrgKind::employer;
    return true;
}

std::string usual_level_digits() {
    std::string digits;
    for (const assessment::SkillLevel level : assessment::kSkillLevels) {
        const auto grade = assessment::national_grade(level);
        digits.push_back(grade ? static_cast<char>('0' + *grade) : kUnsettled);
    }
    return digits;
}

Result<std::string> with_level_digit(std::string digits, const std::string& text) {
    const bool sound = text.size() == 3 && text[0] >= '1' && text[0] <= '8' && text[1] == '=' && is_digit(text[2]);
    if (!sound) return error(codes::usage, "--level-digit wants LEVEL=DIGIT, such as 7=0, not " + text);
    digits[static_cast<std::size_t>(text[0] - '1')] = text[2];
    return digits;
}

std::optional<char> level_digit(std::string_view digits, int level) {
    if (level < 1 || static_cast<std::size_t>(level) > std::min(digits.size(), kLevels)) return std::nullopt;
    const char digit = digits[static_cast<std::size_t>(level - 1)];
    return digit == kUnsettled ? std::nullopt : std::optional(digit);
}

} // namespace kaogong::bureau::certificates
