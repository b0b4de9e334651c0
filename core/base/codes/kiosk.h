// The codes K-04xx by name: window, pictures, signing in and staff at the terminal.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/kiosk.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
