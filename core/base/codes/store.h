// The codes K-01xx by name: databases, ledger and exchange folder.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/store.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
