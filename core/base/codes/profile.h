// The codes K-09xx by name: hardware profiles and configuration.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/profile.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
