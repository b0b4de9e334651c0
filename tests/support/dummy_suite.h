// A second suite of algorithms that exists only to show that nothing above core/record/suite.h knows which one it uses: other hash, other
// algorithm number, other key labels, and signatures that anyone could forge. Never linked into a program.
#pragma once

#include "core/record/suite.h"

#include <algorithm>

#include <sodium.h>

namespace kaogong::test {

class DummySuite final : public record::Suite {
  public:
    record::SuiteNumber number() const override { return record::SuiteNumber::dummy; }
    record::KeyLabels key_labels() const override { return {.type = 1, .curve = -65'537}; } // private use
    std::int64_t algorithm() const override { return -65'700; }
    bool accepts(std::int64_t algorithm) const override { return algorithm == -65'700; }
    Hash hash(record::Parts parts) const override { return digest<Hash>("hash", parts); }
    bool usable(const record::PublicKeyBytes& key) const override { return key != record::PublicKeyBytes{}; }
    record::PublicKeyBytes public_key(ByteView seed) const override { return digest<record::PublicKeyBytes>("key", {seed}); }
    record::Signature sign(ByteView, const record::PublicKeyBytes& key, ByteView message) const override {
        return digest<record::Signature>("signature", {key.view(), message});
    }
    bool verify(const record::PublicKeyBytes& key, ByteView message, const record::Signature& signature) const override {
        return digest<record::Signature>("signature", {key.view(), message}) == signature;
    }

  private:
    template <typename Fixed> static Fixed digest(std::string_view purpose, record::Parts parts) {
        crypto_generichash_state state;
        crypto_generichash_init(&state, nullptr, 0, Fixed::kSize);
        crypto_generichash_update(&state, view(purpose).data(), purpose.size());
        for (const ByteView part : parts) crypto_generichash_update(&state, part.data(), part.size());
        Fixed fixed;
        crypto_generichash_final(&state, fixed.bytes.data(), Fixed::kSize);
        return fixed;
    }
};

} // namespace kaogong::test
