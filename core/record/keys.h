// Keys: a public key that knows its suite, the pair that signs, and the key id that every signature names. A secret key leaves this file
// only as a Secret, and no key that is not on the curve's main subgroup gets in.
#pragma once

#include "core/base/random.h"
#include "core/record/cbor.h"
#include "core/record/suite.h"

namespace kaogong::record {

inline constexpr std::size_t kSeedSize = 32;

// First 16 bytes of the key's RFC 9679 thumbprint. It finds a key; only the certificate says whose it is.
using KeyId = FixedBytes<struct KeyIdTag, 16>;

// A COSE_Key of type OKP as certificates carry it: {1: type, -1: curve, -2: x}. Also holds keys that do not sign (X25519, curve 4).
struct CoseKey {
    KeyLabels labels;
    PublicKeyBytes x;

    KeyId id(const Suite& suite) const; // thumbprint over {1, -1, -2} (RFC 9679 section 4.1)
    void write(cbor::Writer& writer) const;
    static Result<CoseKey> read(cbor::Reader& reader);
    bool operator==(const CoseKey&) const = default;
};
inline constexpr KeyLabels kX25519Labels{.type = 1, .curve = 4};

// A verification key. Exists only when its suite finds it usable (P: every enrolled key passes is_valid_point), so code that holds one need
// not ask again.
class PublicKey {
  public:
    static Result<PublicKey> from(const PublicKeyBytes& bytes, const Suite& suite = standard_suite());
    static Result<PublicKey> from(const CoseKey& key, const Suite& suite = standard_suite());

    const Suite& suite() const { return *suite_; }
    const PublicKeyBytes& bytes() const { return bytes_; }
    CoseKey cose_key() const { return {.labels = suite_->key_labels(), .x = bytes_}; }
    const KeyId& id() const { return id_; }
    bool verify(ByteView message, const Signature& signature) const { return suite_->verify(bytes_, message, signature); }
    bool operator==(const PublicKey& other) const { return suite_ == other.suite_ && bytes_ == other.bytes_; }

  private:
    PublicKey(const Suite& suite, const PublicKeyBytes& bytes);

    const Suite* suite_;
    PublicKeyBytes bytes_;
    KeyId id_;
};

class KeyPair {
  public:
    static KeyPair generate(Random& random, const Suite& suite = standard_suite());
    static Result<KeyPair> from_seed(Secret seed, const Suite& suite = standard_suite()); // 32 bytes

    const PublicKey& public_key() const { return public_key_; }
    const KeyId& id() const { return public_key_.id(); }
    const Suite& suite() const { return public_key_.suite(); }
    Signature sign(ByteView message) const;
    Secret seed() const { return seed_.copy(); } // for sealing it into its file, nothing else
    KeyPair copy() const { return KeyPair(public_key_, seed_.copy()); }

  private:
    KeyPair(PublicKey public_key, Secret seed) : public_key_(std::move(public_key)), seed_(std::move(seed)) {}

    PublicKey public_key_;
    Secret seed_;
};

} // namespace kaogong::record
