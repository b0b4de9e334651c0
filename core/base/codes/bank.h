// The codes K-08xx by name: item banks, importers and the papers made from them.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/bank.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
