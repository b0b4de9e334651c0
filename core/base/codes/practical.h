// The codes K-0369 to K-0399 by name: practical score sheets, readings, panels, scoring and outcomes.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/practical.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
