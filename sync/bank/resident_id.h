// The citizen identity number 公民身份号码 (GB 11643): 17 digits and a check character by ISO 7064 MOD 11-2.
#pragma once

#include <string>
#include <string_view>

namespace kaogong::bank {

enum class ResidentIdFault { none, length, character, birth_date, check_character };

ResidentIdFault check_resident_id(std::string_view number);
std::string_view fault_name(ResidentIdFault fault);
// For 17 digits: '0'..'9' or 'X'.
char resident_id_check_character(std::string_view digits);

} // namespace kaogong::bank
