// The payload of an age file: chunks of 64 KiB, each sealed under a counter and a mark of the last one, so that none can be dropped, moved
// or cut off. We open whole payloads only: nothing of a damaged one is ever handed out.
#pragma once

#include "core/record/age/primitives.h"

namespace kaogong::record::age {

inline constexpr std::size_t kChunkSize = 64u << 10;

Bytes seal_stream(ByteView plaintext, const Secret& payload_key);
Result<Secret> open_stream(ByteView sealed, const Secret& payload_key); // error: age_payload_damaged

} // namespace kaogong::record::age
