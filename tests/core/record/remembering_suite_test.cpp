#include "core/record/remembering_suite.h"

#include "core/record/keys.h"
#include "tests/support/record_samples.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

// Counts the sums that it is really asked for.
class CountingSuite final : public Suite {
  public:
    SuiteNumber number() const override { return SuiteNumber::standard; }
    KeyLabels key_labels() const override { return standard_suite().key_labels(); }
    std::int64_t algorithm() const override { return standard_suite().algorithm(); }
    bool accepts(std::int64_t algorithm) const override { return standard_suite().accepts(algorithm); }
    Hash hash(Parts parts) const override { return standard_suite().hash(parts); }
    PublicKeyBytes public_key(ByteView seed) const override { return standard_suite().public_key(seed); }
    Signature sign(ByteView seed, const PublicKeyBytes& key, ByteView message) const override { return standard_suite().sign(seed, key, message); }
    bool usable(const PublicKeyBytes& key) const override {
        ++sums;
        return standard_suite().usable(key);
    }
    bool verify(const PublicKeyBytes& key, ByteView message, const Signature& signature) const override {
        ++sums;
        return standard_suite().verify(key, message, signature);
    }
    mutable int sums = 0;
};

struct Signed {
    PublicKeyBytes key;
    Bytes message;
    Signature signature;
};
Signed sign_sample(std::size_t size) {
    test::SampleBureau samples;
    const KeyPair pair = KeyPair::generate(samples.random);
    const Bytes message = samples.random.bytes(size);
    return {.key = pair.public_key().bytes(), .message = message, .signature = pair.sign(message)};
}

} // namespace

TEST_CASE("a signature that held is not reckoned again, one that did not is each time") {
    const CountingSuite counting;
    const RememberingSuite suite(counting);
    Signed sample = sign_sample(200);
    for (int i = 0; i < 3; ++i) CHECK(suite.verify(sample.key, sample.message, sample.signature));
    CHECK_EQ(counting.sums, 1);
    Signed other = sample;
    other.key.bytes[3] ^= 1;
    for (int i = 0; i < 2; ++i) CHECK_FALSE(suite.verify(other.key, other.message, other.signature));
    other = sample;
    other.message[199] ^= 1;
    CHECK_FALSE(suite.verify(other.key, other.message, other.signature));
    other = sample;
    other.signature.bytes[63] ^= 1;
    CHECK_FALSE(suite.verify(other.key, other.message, other.signature));
    CHECK_EQ(counting.sums, 5);
    CHECK(suite.verify(sample.key, sample.message, sample.signature));
    CHECK_EQ(counting.sums, 5);
}

TEST_CASE("a key is looked at once, and is no signature") {
    const CountingSuite counting;
    const RememberingSuite suite(counting);
    const Signed sample = sign_sample(10);
    CHECK(suite.usable(sample.key));
    CHECK(suite.usable(sample.key));
    CHECK_FALSE(suite.usable(PublicKeyBytes()));
    CHECK_FALSE(suite.usable(PublicKeyBytes()));
    CHECK_EQ(counting.sums, 3);
    CHECK_EQ(suite.remembered(), 1u);
}

TEST_CASE("long messages are not remembered") {
    const CountingSuite counting;
    const RememberingSuite suite(counting);
    const Signed sample = sign_sample(RememberingSuite::kMessageBytesMax + 1);
    CHECK(suite.verify(sample.key, sample.message, sample.signature));
    CHECK(suite.verify(sample.key, sample.message, sample.signature));
    CHECK_EQ(counting.sums, 2);
    CHECK_EQ(suite.remembered(), 0u);
}
