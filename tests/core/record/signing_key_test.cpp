#include "core/record/signing_key.h"

#include "core/base/codes/record.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"

#include <filesystem>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

constexpr PinCost kCheap{.operations = 1, .memory_kib = 8};

struct World {
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol();
    SampleStaff examiner = bureau.staff(Role::examiner, "K-2041");
    Token token = make_token(bureau.random);
    Secret pin{view("480316")};
    SealedSigningKey sealed = seal_signing_key(examiner.key, {.token = token, .pin = pin, .cost = kCheap}, bureau.random).value();
    TempFolder stick;
    TokenFolder folder{stick.path()};
    Bytes payload = encode_record(terminal.result_record(2, {&examiner})).value();
    PersonSigning signing{.sealed = sealed, .certificate = examiner.certificate, .pin = pin, .issued_at_s = kSampleWallMs / 1000};

    void plug_in() { REQUIRE(write_file_atomic(stick / std::string(kTokenFileName), encode_token(token).view()).ok()); }
};

// Somebody pulls the token, or puts another in, while the key is being used.
class PulledToken final : public TokenReader {
  public:
    PulledToken(TokenFolder& folder, Path file, Bytes then) : folder_(folder), file_(std::move(file)), then_(std::move(then)) {}
    Result<Token> read() override {
        auto token = folder_.read();
        std::filesystem::remove(file_);
        if (!then_.empty()) (void)write_file_atomic(file_, then_).ok();
        return token;
    }

  private:
    TokenFolder& folder_;
    Path file_;
    Bytes then_;
};

} // namespace

TEST_CASE_FIXTURE(World, "PIN and token together give a signature that verifies") {
    plug_in();
    const auto signature = sign_with_token(payload, signing, folder).value();
    REQUIRE(signature.has_value());
    CHECK(check_cosignature(payload, *signature, {.bundle = bureau.bundle}).ok());
}

TEST_CASE_FIXTURE(World, "without the token, with another's or with a wrong PIN nothing is signed") {
    CHECK_EQ(sign_with_token(payload, signing, folder).code(), codes::token_missing);
    REQUIRE(write_file_atomic(stick / std::string(kTokenFileName), encode_token(make_token(bureau.random)).view()).ok());
    CHECK_EQ(sign_with_token(payload, signing, folder).code(), codes::token_other);
    plug_in();
    const Secret wrong(view("480317"));
    const PersonSigning guess{.sealed = sealed, .certificate = examiner.certificate, .pin = wrong, .issued_at_s = kSampleWallMs / 1000};
    CHECK_FALSE(sign_with_token(payload, guess, folder).value().has_value());
    // The same id with another secret is what somebody would have who only saw the token's name.
    const Token forged{.id = token.id, .secret = Secret(std::size_t{32})};
    CHECK_FALSE(open_signing_key(sealed, forged, pin).value().has_value());
}

TEST_CASE_FIXTURE(World, "token_pulled: a token that goes, or is exchanged, while signing leaves no signature") {
    plug_in();
    const Path file = stick / std::string(kTokenFileName);
    PulledToken pulled(folder, file, {});
    CHECK_EQ(sign_with_token(payload, signing, pulled).code(), codes::token_pulled);
    plug_in();
    PulledToken exchanged(folder, file, to_bytes(encode_token(make_token(bureau.random)).view()));
    CHECK_EQ(sign_with_token(payload, signing, exchanged).code(), codes::token_pulled);
}

TEST_CASE_FIXTURE(World, "files of key and token come back as they were, and any changed bit is refused or opens nothing") {
    const Bytes file = encode_signing_key(sealed);
    CHECK(decode_signing_key(file).value() == sealed);
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
        Bytes flipped = file;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        const auto decoded = decode_signing_key(flipped);
        if (!decoded || decoded->cost.memory_kib > 1'024) continue; // a dear cost is still a cost; not worth an Argon2id of its size
        const auto opened = open_signing_key(*decoded, token, pin);
        CHECK((!opened.ok() || !opened->has_value()));
    }
    const Secret token_file = encode_token(token);
    CHECK(decode_token(token_file.view()).value().id == token.id);
    for (std::size_t i = 0; i < token_file.size(); ++i) {
        Bytes flipped = to_bytes(token_file.view());
        flipped[i] ^= 1;
        CHECK_EQ(decode_token(flipped).code(), codes::signing_key_damaged);
    }
}

TEST_CASE_FIXTURE(World, "a PIN that is too simple seals no key") {
    const Secret simple(view("111111"));
    CHECK_EQ(seal_signing_key(examiner.key, {.token = token, .pin = simple, .cost = kCheap}, bureau.random).code(), codes::pin_malformed);
}
