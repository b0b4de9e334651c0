#include "core/record/age/primitives.h"

#include <sodium.h>

namespace kaogong::record::age {
namespace {

// An empty view may point nowhere, and libsodium declares that its arguments never do.
const std::uint8_t* start_of(ByteView bytes) {
    static constexpr std::uint8_t kNothing = 0;
    return bytes.empty() ? &kNothing : bytes.data();
}

Mac hmac_of_two(ByteView key, ByteView first, ByteView second) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, start_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, start_of(first), first.size());
    crypto_auth_hmacsha256_update(&state, start_of(second), second.size());
    Mac mac;
    crypto_auth_hmacsha256_final(&state, mac.bytes.data());
    wipe(&state, sizeof state);
    return mac;
}

} // namespace

Mac hmac_sha256(ByteView key, ByteView message) {
    return hmac_of_two(key, message, {});
}

bool equal_in_constant_time(const Mac& a, const Mac& b) {
    return sodium_memcmp(a.bytes.data(), b.bytes.data(), Mac::kSize) == 0;
}

Secret hkdf_sha256(const HkdfInput& input) {
    // An absent salt is a block of zeros, which is what HMAC makes of an empty key.
    Mac pseudorandom_key = hmac_sha256(input.salt, input.key_material);
    constexpr std::uint8_t kFirstBlock[] = {1};
    Mac block = hmac_of_two(pseudorandom_key.bytes, view(input.info), kFirstBlock);
    Secret key(block.view());
    wipe(&pseudorandom_key, sizeof pseudorandom_key);
    wipe(&block, sizeof block);
    return key;
}

void aead_seal(const AeadKey& key, ByteView plaintext, std::span<std::uint8_t> sealed) {
    CHECK(key.key.size() == crypto_aead_chacha20poly1305_IETF_KEYBYTES && sealed.size() == plaintext.size() + kTagSize);
    crypto_aead_chacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plaintext.data(), plaintext.size(), nullptr, 0, nullptr,
                                              key.nonce.data(), key.key.data());
}

bool aead_open(const AeadKey& key, ByteView sealed, std::span<std::uint8_t> plaintext) {
    CHECK(key.key.size() == crypto_aead_chacha20poly1305_IETF_KEYBYTES && sealed.size() == plaintext.size() + kTagSize);
    return crypto_aead_chacha20poly1305_ietf_decrypt(plaintext.data(), nullptr, nullptr, sealed.data(), sealed.size(), nullptr, 0,
                                                     key.nonce.data(), key.key.data()) == 0;
}

} // namespace kaogong::record::age
