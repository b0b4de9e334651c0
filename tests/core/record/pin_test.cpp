#include "core/record/pin.h"

#include "core/base/codes/kiosk.h"
#include "core/base/codes/record.h"
#include "core/base/file.h"
#include "core/base/text.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using kaogong::test::FakeClock;
using kaogong::test::FakeRandom;

namespace {

constexpr PinCost kCheap{.operations = 1, .memory_kib = 8};

Secret pin(std::string_view digits) {
    return Secret(view(digits));
}

PinAttempts after_wrong(int count, FakeClock& clock) {
    PinAttempts attempts;
    for (int i = 0; i < count; ++i) {
        clock.advance(kPinDelayMaxMs);
        attempts = pin_attempt_begins(attempts, clock.now()).value();
    }
    return attempts;
}

} // namespace

TEST_CASE("the wait after wrong PINs is that of the table") {
    const Bytes table = read_file(Path(KAOGONG_SOURCE_DIR) / "tests/tables/pin_lockout.txt", 4096).value();
    int rows = 0;
    for (const std::string_view line : split(as_text(table), '\n')) {
        if (line.empty() || line.front() == '#') continue;
        const auto cells = split(line, '|');
        std::string_view wait = trim(cells[1]);
        REQUIRE(wait.ends_with('s'));
        wait.remove_suffix(1);
        CAPTURE(line);
        CHECK_EQ(pin_delay_ms(static_cast<int>(parse_integer(trim(cells[0])).value())), parse_integer(wait).value() * 1000);
        ++rows;
    }
    CHECK_EQ(rows, 13);
}

TEST_CASE("the right PIN matches and every other does not") {
    FakeRandom random;
    const PinVerifier verifier = make_pin_verifier(pin("480316"), kCheap, random).value();
    CHECK(pin_matches(verifier, pin("480316")).value());
    for (const char* wrong : {"480317", "48031", "4803166", ""}) CHECK_FALSE(pin_matches(verifier, pin(wrong)).value());
    const PinVerifier other = make_pin_verifier(pin("480316"), kCheap, random).value();
    CHECK(other.hash != verifier.hash);
}

TEST_CASE("a verifier says how much work it took, and another cost does not match") {
    FakeRandom random;
    PinVerifier verifier = make_pin_verifier(pin("480316"), kCheap, random).value();
    verifier.cost.operations = 2;
    CHECK_FALSE(pin_matches(verifier, pin("480316")).value());
}

TEST_CASE("a PIN that is too short, too long, all alike or no number cannot be chosen") {
    FakeRandom random;
    for (const char* wrong : {"", "12345", "1234567890123", "111111", "12345a", "１２３４５６"})
        CHECK_EQ(make_pin_verifier(pin(wrong), kCheap, random).code(), codes::pin_malformed);
}

TEST_CASE("a verifier that asks for absurd work is refused before any is done") {
    FakeRandom random;
    PinVerifier verifier = make_pin_verifier(pin("480316"), kCheap, random).value();
    for (const PinCost cost :
         {PinCost{0, 8}, PinCost{17, 8}, PinCost{1, 7}, PinCost{1, 1 << 30}, PinCost{INT64_MAX, INT64_MAX}, PinCost{-1, -1}}) {
        verifier.cost = cost;
        CHECK_EQ(pin_matches(verifier, pin("480316")).code(), codes::pin_cost);
    }
}

TEST_CASE("the sixth attempt has to wait, and waiting is enough") {
    FakeClock clock;
    const PinAttempts attempts = after_wrong(5, clock);
    const Result<PinAttempts> refused = pin_attempt_begins(attempts, clock.now());
    REQUIRE_EQ(refused.code(), codes::pin_locked);
    CHECK_EQ(refused.error().context, "15");
    clock.advance(14'999);
    CHECK_EQ(pin_attempt_begins(attempts, clock.now()).error().context, "1");
    clock.advance(1);
    CHECK_EQ(pin_attempt_begins(attempts, clock.now())->failed, 6);
}

TEST_CASE("a right PIN clears the count") {
    FakeClock clock;
    const PinAttempts cleared = pin_attempt_succeeded(after_wrong(9, clock));
    CHECK_EQ(cleared.failed, 0);
    CHECK_EQ(pin_wait_ms(cleared, clock.now()), 0);
}

TEST_CASE("neither setting the clock nor pulling the plug shortens the wait") {
    FakeClock clock;
    const PinAttempts attempts = after_wrong(7, clock); // 60 s to wait
    clock.step_wall(24 * 60 * 60'000);
    CHECK_EQ(pin_wait_ms(attempts, clock.now()), 60'000);
    clock.advance(20'000);
    clock.reboot(3'600'000);
    CHECK_EQ(pin_wait_ms(attempts, clock.now()), 60'000);
    clock.advance(60'000);
    CHECK_EQ(pin_wait_ms(attempts, clock.now()), 0);
}
