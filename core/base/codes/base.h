// The codes K-00xx by name: files, text, numbers, clock and command line: what every part meets.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/base.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
