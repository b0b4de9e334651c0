// The codes K-07xx by name: intake, registry, receipts and the log.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/bureau.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
