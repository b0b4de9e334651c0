// Secret keys of the bureau as files: one line of text each, readable by their owner alone, never written over another. Where they lie
// decides who can use them: root keys and the response key never stay on the machine that serves.
#pragma once

#include "core/base/file.h"
#include "core/record/keys.h"

namespace kaogong::bureau {

Result<void> write_key_file(const Path& path, const record::KeyPair& key); // bureau_initialised when there is a file
Result<record::KeyPair> read_key_file(const Path& path);                   // bureau_missing, key_invalid
// For secrets that are text already, such as an age identity.
Result<void> write_secret_file(const Path& path, const Secret& content);

} // namespace kaogong::bureau
