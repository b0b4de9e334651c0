#include "sync/bank/resident_id.h"

#include "core/base/check.h"

#include <algorithm>
#include <chrono>

namespace kaogong::bank {
namespace {

constexpr std::size_t kLength = 18;
constexpr int kYearMin = 1900, kYearMax = 2099;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int number_at(std::string_view digits, std::size_t from, std::size_t count) {
    int number = 0;
    for (const char c : digits.substr(from, count)) number = number * 10 + (c - '0');
    return number;
}

bool is_date(std::string_view digits) {
    const int year = number_at(digits, 6, 4);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(number_at(digits, 10, 2))),
                                           std::chrono::day(static_cast<unsigned>(number_at(digits, 12, 2)))};
    return year >= kYearMin && year <= kYearMax && date.ok();
}

} // namespace

char resident_id_check_character(std::string_view digits) {
    CHECK(digits.size() == kLength - 1);
    // ISO 7064, pure system MOD 11-2: double and add, from the left; the character that brings the sum to 1 modulo 11 closes it.
    int sum = 0;
    for (const char c : digits) sum = (sum + (c - '0')) * 2 % 11;
    const int check = (12 - sum) % 11;
    return check == 10 ? 'X' : static_cast<char>('0' + check);
}

ResidentIdFault check_resident_id(std::string_view number) {
    if (number.size() != kLength) return ResidentIdFault::length;
    const std::string_view digits = number.substr(0, kLength - 1);
    const bool last_fits = is_digit(number.back()) || number.back() == 'X';
    if (!std::all_of(digits.begin(), digits.end(), is_digit) || !last_fits) return ResidentIdFault::character;
    if (!is_date(digits)) return ResidentIdFault::birth_date;
    return number.back() == resident_id_check_character(digits) ? ResidentIdFault::none : ResidentIdFault::check_character;
}

std::string_view fault_name(ResidentIdFault fault) {
    switch (fault) {
    case ResidentIdFault::none: return "";
    case ResidentIdFault::length: return "length";
    case ResidentIdFault::character: return "character";
    case ResidentIdFault::birth_date: return "date of birth";
    case ResidentIdFault::check_character: return "check character";
    }
    return "";
}

} // namespace kaogong::bank
