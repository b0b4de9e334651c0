#include "core/base/bytes.h"

#include "core/base/random.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;

TEST_CASE("hexadecimal and base64url are read strictly") {
    CHECK_EQ(to_hex(from_hex("00ff7f").value()), "00ff7f");
    for (const char* wrong : {"0", "0g", "00 11", "0011 "}) CHECK_FALSE(from_hex(wrong).ok());
    CHECK_EQ(to_base64url(from_base64url("-_8").value()), "-_8");
    for (const char* wrong : {"+/8", "-_8=", "-", "-_ 8"}) CHECK_FALSE(from_base64url(wrong).ok());
}

TEST_CASE("base64 refuses every byte outside its alphabet, also those that libsodium would take") {
    for (const Base64 form : {Base64::url, Base64::standard, Base64::standard_padded}) {
        std::size_t accepted = 0;
        for (int byte = 0; byte < 256; ++byte) {
            const auto decoded = from_base64(std::string("AAA") + static_cast<char>(byte), form);
            if (!decoded) continue;
            ++accepted;
            CHECK_LT(byte, 0x80);
            CHECK_EQ(to_base64(*decoded, form), std::string("AAA") + static_cast<char>(byte));
        }
        CHECK_EQ(accepted, form == Base64::standard_padded ? 65 : 64);
    }
}

TEST_CASE("ids carry their time first, so they sort by age, and their version and variant") {
    test::FakeClock clock;
    test::FakeRandom random;
    const auto first = new_id<RecordId>(clock, random);
    clock.advance(1);
    const auto second = new_id<RecordId>(clock, random);
    CHECK(first < second);
    CHECK_EQ(first.bytes[6] >> 4, 7);
    CHECK_EQ(first.bytes[8] >> 6, 2);
}

TEST_CASE("padded base64 reads what it wrote and refuses a missing padding") {
    CHECK_EQ(to_base64(view("any carnal pleas")), "YW55IGNhcm5hbCBwbGVhcw=="); // RFC 4648's alphabet, with padding
    CHECK_EQ(from_base64("YW55IGNhcm5hbCBwbGVhcw==").value(), to_bytes(view("any carnal pleas")));
    CHECK_FALSE(from_base64("YW55IGNhcm5hbCBwbGVhcw").ok());
    CHECK_FALSE(from_base64("YW55 IGNhcm5hbCBwbGVhcw==").ok());
    CHECK_EQ(to_base64({}), "");
}
