// The primitives that go together under one suite number: hash and signature. Suite 1 is SHA-256 and Ed25519; suite 2 is reserved for SM3
// and SM2. Everything above asks a Suite and never the library, so that a second suite is one more class and a test can run all of it
// under a dummy. Nothing here may choose a suite by itself: the caller names it, and the data must agree.
#pragma once

#include "core/base/bytes.h"

#include <initializer_list>

namespace kaogong::record {

enum class SuiteNumber : std::uint8_t { standard = 1, national = 2, dummy = 0x7f };

using PublicKeyBytes = FixedBytes<struct PublicKeyTag, 32>;
using Signature = FixedBytes<struct SignatureTag, 64>;
using Parts = std::initializer_list<ByteView>; // hashed one after the other, as if they were one

// Labels of a COSE_Key (RFC 9053 section 7): key type and curve.
struct KeyLabels {
    std::int64_t type = 0;
    std::int64_t curve = 0;
    bool operator==(const KeyLabels&) const = default;
};

class Suite {
  public:
    virtual ~Suite() = default;

    virtual SuiteNumber number() const = 0;
    virtual KeyLabels key_labels() const = 0;
    virtual std::int64_t algorithm() const = 0;             // the COSE algorithm that is written
    virtual bool accepts(std::int64_t algorithm) const = 0; // those that are read
    virtual Hash hash(Parts parts) const = 0;
    virtual bool usable(const PublicKeyBytes& key) const = 0;   // on the curve, of the main subgroup
    virtual PublicKeyBytes public_key(ByteView seed) const = 0; // from a seed of 32 bytes
    virtual Signature sign(ByteView seed, const PublicKeyBytes& key, ByteView message) const = 0;
    virtual bool verify(const PublicKeyBytes& key, ByteView message, const Signature& signature) const = 0;

    Hash hash(ByteView data) const { return hash(Parts{data}); }
};

// SHA-256 and Ed25519 by libsodium, whose verdict is the verdict (records.md, decision 3).
const Suite& standard_suite();

// The suite of that number, or suite_unknown. Suite 2 is reserved and not built.
Result<const Suite*> find_suite(std::uint64_t number);

// Plain SHA-256, for what is SHA-256 under every suite: names of files, hashes of sealed parts.
Hash sha256(ByteView data);

} // namespace kaogong::record
