// The PEM-like text form of an age file, for keys and small files that people paste. Read strictly; we write none.
#pragma once

#include "core/base/bytes.h"

namespace kaogong::record::age {

bool looks_armored(ByteView file);
Result<Bytes> remove_armor(ByteView file); // error: age_armor_malformed

} // namespace kaogong::record::age
