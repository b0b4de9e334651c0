// The codes K-083x to K-085x by name: what the bureau makes of results.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/outcome.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
