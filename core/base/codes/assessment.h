// The codes K-03xx by name: specs, papers, responses, marking and the sitting.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/assessment.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
