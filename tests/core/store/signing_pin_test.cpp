#include "core/base/codes/kiosk.h"
#include "core/base/codes/record.h"
#include "core/store/pin_attempts.h"
#include "tests/core/store/terminal_world.h"

#include <filesystem>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;
using namespace kaogong::record;

namespace {

struct Desk {
    test::TerminalWorld world;
    KeyPair key = KeyPair::generate(world.random);
    Bytes certificate = world.certify(key, Role::examiner, world.issuer, "bureau.test", "K-2041");
    Token token = make_token(world.random);
    Secret right{view("480316")}, wrong{view("480317")};
    SealedSigningKey sealed =
        seal_signing_key(key, {.token = token, .pin = right, .cost = {.operations = 1, .memory_kib = 8}}, world.random).value();
    TokenFolder folder{world.folder / "stick"};
    std::unique_ptr<TerminalStore> store = world.open();
    Bytes payload = to_bytes(view("payload"));

    Desk() {
        REQUIRE(make_folder(world.folder / "stick", 0700).ok());
        plug_in();
    }
    Path token_file() { return world.folder / "stick" / kTokenFileName; }
    void plug_in() { REQUIRE(write_file_atomic(token_file(), encode_token(token).view()).ok()); }
    Result<store::PinAttempts::SignOutcome> sign(const Secret& pin) {
        return store->pins().try_signing(
            "K-2041", payload, {.sealed = sealed, .certificate = certificate, .pin = pin, .issued_at_s = world.clock.now().wall_ms / 1'000},
            folder);
    }
};

} // namespace

TEST_CASE_FIXTURE(Desk, "pin_wrong_six_times: five are free, then each costs twice the wait, and a restart forgives nothing") {
    for (int left = 4; left >= 0; --left) {
        const auto outcome = sign(wrong).value();
        CHECK(outcome.signature.empty());
        CHECK_EQ(outcome.pin.free_attempts_left, left);
        CHECK_EQ(outcome.pin.wait_ms, left == 0 ? 15'000 : 0);
    }
    CHECK_EQ(sign(right).code(), codes::pin_locked); // even the right one waits
    world.clock.advance(15'000);
    CHECK_EQ(sign(wrong).value().pin.wait_ms, 30'000); // the sixth
    store.reset();
    store = world.open();
    CHECK_EQ(sign(right).code(), codes::pin_locked);
    world.clock.advance(30'000);
    const auto outcome = sign(right).value();
    CHECK(outcome.pin.right);
    CHECK_FALSE(outcome.signature.empty());
    CHECK_EQ(sign(wrong).value().pin.free_attempts_left, 4); // a success begins anew
}

TEST_CASE_FIXTURE(Desk, "a token that is missing or another's costs no attempt; one that was tried stays counted when the token goes") {
    std::filesystem::remove(token_file());
    for (int i = 0; i < 10; ++i) CHECK_EQ(sign(right).code(), codes::token_missing);
    const Token other = make_token(world.random);
    REQUIRE(write_file_atomic(token_file(), encode_token(other).view()).ok());
    for (int i = 0; i < 10; ++i) CHECK_EQ(sign(right).code(), codes::token_other);
    plug_in();
    CHECK_EQ(sign(wrong).value().pin.free_attempts_left, 4);
}
