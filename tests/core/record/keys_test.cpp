#include "core/record/keys.h"

#include "core/base/codes/record.h"
#include "tests/core/record/vectors.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using test::unhex;
using test::unhex_fixed;

namespace {

struct Row {
    const char* key;
    const char* message;
    const char* signature;
    bool valid;
};

// From C2SP/wycheproof, testvectors_v1/ed25519_test.json (Apache-2.0), with its case numbers; one or two of each kind of trap.
constexpr Row kWycheproof[] = {
    // 1: Valid
    {"7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa", "",
     "d4fbdb52bfa726b44d1786a8c0d171c3e62ca83c9e5bbe63de0bb2483f8fd6cc1429ab72cafc41ab56af02ff8fcc43b99bfe4c7ae940f60f38ebaa9d311c4007",
     true},
    // 10: special values for r and s
    {"7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa", "3f",
     "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
     false},
    // 11: special values for r and s
    {"7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa", "3f",
     "00000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000",
     false},
    // 42: modified bit 0 in R
    {"7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa", "313233343030",
     "647c1492402ab5ce03e2c3a7f0384d051b9cf3570f1207fc78c1bcc98c281c2b1d125e5538f38afbcc1c84e489521083041d24bc6240767029da063271a1ff0c",
     false},
    // 43: modified bit 1 in R
    {"7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa", "313233343030",
     "677c1492402ab5ce03e2c3a7f0384d051b9cf3570f1207fc78c1bcc98c281c2bc108ca4b87a49c9ed2cf383aecad8f54a962b2899da891e12004d7993a627e01",
     false},
    // 63: the encoded s was replaced by s + L
    {"7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa", "54657374",
     "7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab067654bce3832c2d76f8f6f5dafc08d9339d4eef676573336a5c51eb6f946b31d",
     false},
    // 64: the encoded s was replaced by s + 2L
    {"7d4d0e7f6153a69b6242b522abbee685fda4420f8834b108c3bdae369ef549fa", "54657374",
     "7c38e026f29e14aabd059a0f2db8b0cd783040609a8be684db12f82a27774ab05439412b5395d42f462c67008eba6ca839d4eef676573336a5c51eb6f946b32d",
     false},
    // 80: draft-josefsson-eddsa-ed25519-02: Test 1
    {"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
     true},
    // 85: Signature with S just above the bound
    {"100fdf47fb94f1536a4f7c3fda27383fa03375a8f527c537e6f1703c47f94f86", "6a0bc2b0057cedfc0fa2e3f7f7d39279b30f454a69dfd1117c758d86b19d85e0",
     "0971f86d2c9c78582524a103cb9cf949522ae528f8054dc20107d999be673ff4e25ebf2f2928766b1248bec6e91697775f8446639ede46ad4df4053000000010",
     false},
    // 119: regression test for arithmetic error
    {"4abfb535313705a6570018440cdec1a3ae33e51f352112fa6acbd0c6bc3ea859", "321b5f663c19e30ee7bbb85e48ecf44db9d3f512",
     "f296715e855d8aecccba782b670163dedc4458fe4eb509a856bcac450920fd2e95a3a3eb212d2d9ccaf948c39ae46a2548af125f8e2ad9b77bd18f92d59f9200",
     true},
};

bool verifies(std::string_view key, std::string_view message, std::string_view signature) {
    const auto public_key = PublicKey::from(unhex_fixed<PublicKeyBytes>(key));
    const auto fixed = Signature::from(unhex(signature));
    return public_key.ok() && fixed.ok() && public_key->verify(unhex(message), *fixed);
}

} // namespace

TEST_CASE("Ed25519 edge cases end as published") {
    for (const Row& row : kWycheproof) {
        CAPTURE(row.signature);
        CHECK_EQ(verifies(row.key, row.message, row.signature), row.valid);
    }
}

TEST_CASE("the whole Wycheproof file for Ed25519 ends as published") {
    const auto vectors = test::read_vectors(test::vectors_folder() / "ed25519_wycheproof.json");
    if (!vectors) KAOGONG_SKIP("../shared/vectors/ed25519_wycheproof.json is not there");
    int tried = 0;
    for (const auto& group : (*vectors)["testGroups"]) {
        const auto key = group["publicKey"]["pk"].get<std::string>();
        for (const auto& test : group["tests"]) {
            CAPTURE(test["tcId"].get<int>());
            CHECK_EQ(verifies(key, test["msg"].get<std::string>(), test["sig"].get<std::string>()), test["result"] == "valid");
            ++tried;
        }
    }
    CHECK_EQ(tried, (*vectors)["numberOfTests"].get<int>());
}

TEST_CASE("points of small order and values that are no points are no keys") {
    for (const char* key : {"0000000000000000000000000000000000000000000000000000000000000000",    // order 4
                            "0100000000000000000000000000000000000000000000000000000000000000",    // the neutral element
                            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",    // order 2
                            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",    // order 8
                            "0200000000000000000000000000000000000000000000000000000000000000",    // not on the curve
                            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) { // zero, written as p
        CAPTURE(key);
        CHECK_EQ(PublicKey::from(unhex_fixed<PublicKeyBytes>(key)).code(), codes::key_invalid);
    }
}

TEST_CASE("a key id is the first half of the RFC 9679 thumbprint") {
    // Key of RFC 8032 section 7.1, test 1; the thumbprint is SHA-256 of the bytes that RFC 9679 section 4.1 prescribes, computed with
    // another library (Python's hashlib).
    const auto key =
        PublicKey::from(unhex_fixed<PublicKeyBytes>("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")).value();
    cbor::Writer writer;
    key.cose_key().write(writer);
    CHECK_EQ(to_hex(writer.view()), "a301012006215820d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    CHECK_EQ(key.id().hex(), "866eefbd6718c8846cd7ddfe43fc74ab");
}

TEST_CASE("a pair made from a seed signs as RFC 8032 test 1 does") {
    const Bytes seed = unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    const auto pair = KeyPair::from_seed(Secret(ByteView(seed))).value();
    CHECK_EQ(pair.public_key().bytes().hex(), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    CHECK_EQ(pair.sign({}).hex(),
             "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f059"
             "5bbe24655141438e7a100b");
    CHECK_EQ(KeyPair::from_seed(Secret(std::size_t{31})).code(), codes::key_invalid);
}

TEST_CASE("only what was signed verifies, only with the key that signed") {
    test::FakeRandom random;
    const KeyPair mine = KeyPair::generate(random), other = KeyPair::generate(random);
    const Signature signature = mine.sign(view("content"));
    CHECK(mine.public_key().verify(view("content"), signature));
    CHECK_FALSE(mine.public_key().verify(view("Content"), signature));
    CHECK_FALSE(other.public_key().verify(view("content"), signature));
}

TEST_CASE("a key of another curve is not taken for a signing key") {
    CoseKey key{.labels = kX25519Labels,
                .x = unhex_fixed<PublicKeyBytes>("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")};
    CHECK_EQ(PublicKey::from(key).code(), codes::key_invalid);
    key.labels = standard_suite().key_labels();
    CHECK(PublicKey::from(key).ok());
}
