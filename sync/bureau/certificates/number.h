// Certificate numbers 证书编号, pure: 22 characters in 7 parts (domain.md): a letter for the kind of organisation (Y employer, S social), 4
// of the organisation's code, 2 of the province, 6 of the site, 2 of the year, 1 of the level, 6 of the serial number. There is no check
// character. The first four parts are assigned by the bureau; here they are checked, and none is ever made up.
#pragma once

#include "core/assessment/practical/panel.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace kaogong::bureau::certificates {

inline constexpr std::size_t kPrefixSize = 13;
inline constexpr std::int64_t kSerialMax = 999'999;

struct NumberParts {
    std::string prefix; // letter, organisation, province, site
    int year = 0;       // 0..99
    char level_digit = '0';
    std::int64_t serial = 0; // 1..kSerialMax
    bool operator==(const NumberParts&) const = default;

    std::string letter() const { return prefix.substr(0, 1); }
    std::string organisation() const { return prefix.substr(1, 4); }
    std::string province() const { return prefix.substr(5, 2); }
    std::string site() const { return prefix.substr(7, 6); }
};
Result<NumberParts> parse_number(std::string_view text);      // certificate_number_malformed
Result<std::string> compose_number(const NumberParts& parts); // certificate_block_full, certificate_number_malformed
Result<void> check_prefix(std::string_view prefix);           // certificate_number_malformed
// Whether a block with that letter may be given to an organisation of that kind; which letter schools bear is not settled anywhere.
bool letter_fits(char letter, practical::OrgKind kind);

// Digits of the levels 1 to 8: national grades 5 to 1 for levels 2 to 6; nobody has settled those of 1, 7 and 8.
std::string usual_level_digits();                                                  // "-54321--"
Result<std::string> with_level_digit(std::string digits, const std::string& text); // `7=0`; usage
std::optional<char> level_digit(std::string_view digits, int level);

} // namespace kaogong::bureau::certificates
