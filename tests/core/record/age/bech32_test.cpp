#include "core/record/age/bech32.h"

#include "core/base/codes/record.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record::age;

TEST_CASE("valid Bech32 strings of BIP 173 are read") {
    for (const char* text : {"A12UEL5L", "a12uel5l", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
                             "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"}) {
        CAPTURE(text);
        CHECK(decode_bech32(text).ok());
    }
}

TEST_CASE("a Bech32 string with a wrong letter, case, length or checksum is refused") {
    for (const char* text : {"", "1", "a1", "A12UEl5L", "a12uel5m", "A1G7SGD8", "10a06t8", "1qzzfhee", "x1b4n0q5v", "li1dgmt3",
                             "de1lg7wt\xff", "pzry9x0s0muk", "1pzry9x0s0muk"}) {
        CAPTURE(text);
        CHECK_EQ(decode_bech32(text).code(), codes::age_key_malformed);
    }
}

TEST_CASE("Bech32 text is the inverse of reading one") {
    for (const std::size_t size : {0u, 1u, 4u, 5u, 31u, 32u, 33u, 64u}) {
        Bytes data(size, 0xA7);
        const auto decoded = decode_bech32(encode_bech32("age", data));
        REQUIRE(decoded.ok());
        CHECK_EQ(decoded->prefix, "age");
        CHECK(equal(decoded->data.view(), data));
    }
}
