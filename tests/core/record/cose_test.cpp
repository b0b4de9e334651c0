#include "core/record/cose.h"

#include "core/base/codes/record.h"
#include "tests/core/record/vectors.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using test::unhex;
using test::unhex_fixed;

namespace {

constexpr Shape kShape{.type = "application/vnd.kaogong.test+cose"};

struct Fixture {
    test::FakeRandom random;
    KeyPair key = KeyPair::generate(random);
    SignOptions options{.protected_headers = {.type = kShape.type}};

    Result<void> check(ByteView message, const Shape& shape = kShape) {
        const Sign1 decoded = TRY(Sign1::decode(message));
        TRY(expect_shape(decoded, shape));
        return verify_attached(decoded, key.public_key());
    }
    // A message whose protected header is given byte by byte, rightly signed.
    Bytes with_protected(std::string_view hex, std::string_view unprotected_hex = "a0") {
        const Bytes headers = unhex(hex);
        cbor::Writer signed_bytes;
        signed_bytes.array(4).text("Signature1").bytes(headers).bytes({}).bytes(view("content"));
        cbor::Writer writer;
        writer.sign1_tag().array(4).bytes(headers).raw(unhex(unprotected_hex)).bytes(view("content"));
        writer.bytes(key.sign(signed_bytes.view()).view());
        return writer.take();
    }
};

} // namespace

TEST_CASE("the published example EdDSA-01 of the COSE working group verifies, and no longer with one bit changed") {
    // cose-wg/Examples, eddsa-examples/eddsa-sig-01.json (public domain).
    Bytes message =
        unhex("D28445A201270300A10442313154546869732069732074686520636F6E74656E742E58407142FD2FF96D56DB85BEE905A76BA1D0B7321A95C8C4D360"
              "7C5781932B7AFB8711497DFA751BF40B58B3BCC32300B1487F3DB34085EEF013BF08F4A44D6FEF0D");
    const auto key =
        PublicKey::from(unhex_fixed<PublicKeyBytes>("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")).value();
    const auto decoded = Sign1::decode(message).value();
    CHECK_EQ(decoded.protected_headers.algorithm, -8);
    CHECK_EQ(decoded.protected_headers.content_format, 0u);
    CHECK_EQ(as_text(decoded.unprotected_headers.key_id.value()), "11");
    CHECK_EQ(as_text(decoded.payload.value()), "This is the content.");
    CHECK(verify_attached(decoded, key).ok());
    message[20] ^= 1;
    CHECK_EQ(verify_attached(Sign1::decode(message).value(), key).code(), codes::signature_bad);
}

TEST_CASE_FIXTURE(Fixture, "a message comes back as it was signed, payload inside or outside") {
    const Bytes attached = sign_attached(view("content"), options, key);
    CHECK(check(attached).ok());
    CHECK_EQ(Sign1::decode(attached)->key_id().value(), key.id());

    const Bytes detached = sign_detached(view("content"), options, key);
    const auto decoded = Sign1::decode(detached).value();
    CHECK(verify_detached(decoded, view("content"), key.public_key()).ok());
    CHECK_EQ(verify_detached(decoded, view("other"), key.public_key()).code(), codes::signature_bad);
    CHECK_EQ(verify_attached(decoded, key.public_key()).code(), codes::cose_header);
    CHECK_EQ(check(detached).code(), codes::cose_header);
}

TEST_CASE_FIXTURE(Fixture, "every single bit of a message matters") {
    const Bytes message = sign_attached(view("content"), options, key);
    for (std::size_t bit = 0; bit < message.size() * 8; ++bit) {
        Bytes flipped = message;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
        CAPTURE(bit);
        CHECK_FALSE(check(flipped).ok());
    }
}

TEST_CASE_FIXTURE(Fixture, "algorithm -8 is written, -8 and -19 are read, others are not") {
    CHECK_EQ(Sign1::decode(sign_attached({}, options, key))->protected_headers.algorithm, -8);
    CHECK(check(with_protected("a10127"), {}).ok());
    CHECK(check(with_protected("a10132"), {}).ok());
    CHECK_EQ(check(with_protected("a10126"), {}).code(), codes::cose_algorithm); // ES256
    CHECK_EQ(check(with_protected("a0"), {}).code(), codes::cose_algorithm);
}

TEST_CASE_FIXTURE(Fixture, "a critical or unknown header is refused even under a good signature") {
    CHECK_EQ(check(with_protected("a2012702811863"), {}).code(), codes::cose_critical);
    CHECK_EQ(check(with_protected("a20127186300"), {}).code(), codes::cose_header);
    CHECK_EQ(check(with_protected("a10127", "a1186300"), {}).code(), codes::cose_header);
    CHECK_EQ(check(with_protected("a10127", "a1044101"), {}).code(), codes::cose_header); // a key id outside the signature
    CHECK_EQ(check(with_protected("a20127045000"), {}).code(), codes::cbor_truncated);
    CHECK_EQ(check(with_protected("a201270450000000000000000000000000000000"
                                  "00"),
                   {})
                 .code(),
             codes::key_id_mismatch);
}

TEST_CASE_FIXTURE(Fixture, "a signature for one kind of document does not pass for another") {
    const Bytes message = sign_attached(view("content"), options, key);
    CHECK_EQ(check(message, {.type = "application/vnd.kaogong.other+cose"}).code(), codes::cose_type);
    CHECK_EQ(check(message, {}).code(), codes::cose_type);
    CHECK_EQ(check(message, {.type = kShape.type, .unprotected = Unprotected::certificate}).code(), codes::cose_header);
}

TEST_CASE_FIXTURE(Fixture, "all headers of ours survive the way out and back") {
    const Bytes certificate = unhex("d28440a04040"), proofs = unhex("a120814101");
    options.protected_headers = {.content_type = "application/vnd.kaogong.result+cbor",
                                 .claims =
                                     HeaderClaims{.issuer = "bureau", .subject = "00ff", .issued_at_s = 1'800'000'000, .tree_size = 7},
                                 .type = kShape.type,
                                 .verifiable_structure = 1};
    options.unprotected_headers = {.certificate = certificate, .verifiable_proofs = proofs};
    const Bytes message = sign_attached(view("content"), options, key);
    const auto decoded = Sign1::decode(message).value();
    const auto& headers = decoded.protected_headers;
    CHECK_EQ(headers.content_type, "application/vnd.kaogong.result+cbor");
    CHECK_EQ(headers.claims->issuer, "bureau");
    CHECK_EQ(headers.claims->subject, "00ff");
    CHECK_EQ(headers.claims->issued_at_s, 1'800'000'000);
    CHECK_EQ(headers.claims->tree_size, 7u);
    CHECK_EQ(headers.verifiable_structure, 1);
    CHECK(equal(decoded.unprotected_headers.certificate.value(), certificate));
    CHECK(equal(decoded.unprotected_headers.verifiable_proofs.value(), proofs));
}
