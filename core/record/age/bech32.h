// Bech32 (BIP 173) as age writes keys with it: no limit of 90 characters, checked strictly, one case throughout.
#pragma once

#include "core/base/bytes.h"

namespace kaogong::record::age {

struct Bech32 {
    std::string prefix; // lower case
    Secret data;        // a secret key passes through here, so it is always held as one
};

// Lower case; whoever writes AGE-SECRET-KEY-1 raises the result to upper case.
std::string encode_bech32(std::string_view prefix, ByteView data);
Result<Bech32> decode_bech32(std::string_view text);

} // namespace kaogong::record::age
