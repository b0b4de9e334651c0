// What staff found when they compared person, document and photograph 人证核验, in the waiting room or at the station.
#pragma once

#include <cstdint>

namespace kaogong::assessment {

enum class IdentityCheck : std::uint8_t { match = 1, doubt, mismatch };

} // namespace kaogong::assessment
