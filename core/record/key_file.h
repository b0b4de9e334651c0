// Secret keys of programs that sign by themselves (bureau, witness) as files: one line of text each. Whoever writes one makes it readable
// by its owner alone and never over another.
#pragma once

#include "core/base/file.h"
#include "core/record/keys.h"

namespace kaogong::record {

inline constexpr int kKeyFileMode = 0600;

Secret encode_key_file(const KeyPair& key);
Result<KeyPair> read_key_file(const Path& path); // file_missing, key_invalid

} // namespace kaogong::record
