// The codes K-02xx by name: bytes, signatures, certificates, trust bundles and sealed files.
#pragma once

#include "core/base/codes.h"

namespace kaogong::codes {
#define KAOGONG_CODE(number, name, ...) inline constexpr Code name{number};
#include "core/base/codes/record.def"
#undef KAOGONG_CODE
} // namespace kaogong::codes
