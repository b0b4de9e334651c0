// A person's request for a certificate: the staff number and the new public key, signed by that key, so that whoever asks is known to hold
// it. It proves nothing about the person: the bureau compares face and number before it answers.
#pragma once

#include "core/record/keys.h"

#include <string>

namespace kaogong::record {

inline constexpr std::string_view kTypeKeyRequest = "application/vnd.kaogong.keyrequest+cose";
inline constexpr std::size_t kKeyRequestMax = 1'024;

struct KeyRequest {
    std::string number; // staff number, never a name
    PublicKey key;
};
Result<Bytes> make_key_request(const std::string& number, const KeyPair& key);
Result<KeyRequest> read_key_request(ByteView encoded); // signature verified

} // namespace kaogong::record
