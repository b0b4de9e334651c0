// The pieces of cryptography that the age format is built from, each one call of libsodium or two. Nothing here knows what a header is.
#pragma once

#include "core/base/bytes.h"

namespace kaogong::record::age {

inline constexpr std::size_t kKeySize = 32;     // of every derived key and of X25519
inline constexpr std::size_t kFileKeySize = 16; // fixed by the age specification
inline constexpr std::size_t kTagSize = 16;     // Poly1305

using Mac = FixedBytes<struct AgeMacTag, 32>;

Mac hmac_sha256(ByteView key, ByteView message);
bool equal_in_constant_time(const Mac& a, const Mac& b);

// RFC 5869 with SHA-256 and an output of one block, which is all that age asks for.
struct HkdfInput {
    ByteView key_material;
    ByteView salt;
    std::string_view info;
};
Secret hkdf_sha256(const HkdfInput& input);

// ChaCha20-Poly1305 (RFC 8439) without associated data. A nonce is 12 bytes; the caller makes sure that a key never meets one twice.
using Nonce = std::array<std::uint8_t, 12>;
struct AeadKey {
    const Secret& key;
    Nonce nonce{};
};
void aead_seal(const AeadKey& key, ByteView plaintext, std::span<std::uint8_t> sealed); // sealed is kTagSize longer
bool aead_open(const AeadKey& key, ByteView sealed, std::span<std::uint8_t> plaintext); // false: the tag does not fit

} // namespace kaogong::record::age
