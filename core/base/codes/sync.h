// The codes K-06xx by name: carrying parcels to the bureau and answers back.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/sync.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
