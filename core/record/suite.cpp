#include "core/record/suite.h"

#include "core/base/codes/record.h"

#include <nettle/sha2.h>
#include <sodium.h>

namespace kaogong::record {
namespace {

constexpr std::int64_t kEdDsa = -8;    // RFC 9053, what every library of the day reads
constexpr std::int64_t kEd25519 = -19; // RFC 9864, the fully specified name of the same thing

class StandardSuite final : public Suite {
  public:
    SuiteNumber number() const override { return SuiteNumber::standard; }
    KeyLabels key_labels() const override { return {.type = 1, .curve = 6}; }
    std::int64_t algorithm() const override { return kEdDsa; }
    bool accepts(std::int64_t algorithm) const override { return algorithm == kEdDsa || algorithm == kEd25519; }

    Hash hash(Parts parts) const override {
        // Nettle uses the processor's own SHA instructions, five times as fast as libsodium's portable code; a tree of entries hashes each
        // of them several times, so that this decides how near to the bare signature checks a verification comes.
        sha256_ctx state;
        sha256_init(&state);
        for (const ByteView part : parts) sha256_update(&state, part.size(), part.data());
        Hash hash;
        sha256_digest(&state, hash.bytes.size(), hash.bytes.data());
        return hash;
    }

    bool usable(const PublicKeyBytes& key) const override { return crypto_core_ed25519_is_valid_point(key.bytes.data()) == 1; }

    PublicKeyBytes public_key(ByteView seed) const override {
        CHECK(seed.size() == crypto_sign_SEEDBYTES);
        PublicKeyBytes key;
        Secret secret(crypto_sign_SECRETKEYBYTES);
        CHECK(crypto_sign_seed_keypair(key.bytes.data(), secret.data(), seed.data()) == 0);
        return key;
    }

    Signature sign(ByteView seed, const PublicKeyBytes& key, ByteView message) const override {
        CHECK(seed.size() == crypto_sign_SEEDBYTES);
        // libsodium's secret key is the seed followed by the public key.
        Secret secret(crypto_sign_SECRETKEYBYTES);
        std::copy(seed.begin(), seed.end(), secret.data());
        std::copy(key.bytes.begin(), key.bytes.end(), secret.data() + seed.size());
        Signature signature;
        CHECK(crypto_sign_detached(signature.bytes.data(), nullptr, message.data(), message.size(), secret.data()) == 0);
        return signature;
    }

    bool verify(const PublicKeyBytes& key, ByteView message, const Signature& signature) const override {
        return crypto_sign_verify_detached(signature.bytes.data(), message.data(), message.size(), key.bytes.data()) == 0;
    }
};

} // namespace

const Suite& standard_suite() {
    static const StandardSuite suite;
    return suite;
}

Result<const Suite*> find_suite(std::uint64_t number) {
    if (number == static_cast<std::uint64_t>(SuiteNumber::standard)) return &standard_suite();
    return error(codes::suite_unknown, "suite " + std::to_string(number));
}

Hash sha256(ByteView data) {
    return standard_suite().hash(data);
}

} // namespace kaogong::record
