// The codes K-037x to K-039x by name: practical score sheets, readings, panels, scoring and outcomes.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/practical.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
