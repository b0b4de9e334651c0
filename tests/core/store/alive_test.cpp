#include "core/store/alive.h"

#include "tests/support/fake_clock.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;

namespace {
const SittingId kSitting{{5, 5}};
}

TEST_CASE("the last sign of life is found again, however often it was written") {
    const test::TempFolder folder;
    test::FakeClock clock;
    CHECK_FALSE(read_alive(folder / "alive").value().has_value());
    for (int start = 0; start < 2; ++start) {
        AliveFile alive = AliveFile::open(folder / "alive").value();
        for (int second = 1; second <= 7; ++second) {
            clock.advance(1'000);
            REQUIRE(alive.write({.at = clock.now(), .sitting = kSitting, .active_ms = second * 1'000}).ok());
            const auto mark = read_alive(folder / "alive").value();
            REQUIRE(mark.has_value());
            CHECK_EQ(mark->active_ms, second * 1'000);
            CHECK_EQ(mark->at.boot_ms, clock.now().boot_ms);
            CHECK(mark->sitting == kSitting);
        }
    }
}

TEST_CASE("a file that was cut or altered anywhere costs at most one second") {
    const test::TempFolder folder;
    test::FakeClock clock;
    AliveFile alive = AliveFile::open(folder / "alive").value();
    REQUIRE(alive.write({.at = clock.now(), .sitting = kSitting, .active_ms = 1'000}).ok());
    REQUIRE(alive.write({.at = clock.now(), .sitting = kSitting, .active_ms = 2'000}).ok());
    const Bytes whole = read_file(folder / "alive", 4'096).value();
    for (std::size_t at = 0; at < whole.size(); at += 7) {
        Bytes altered = whole;
        altered[at] ^= 0x40;
        REQUIRE(write_file_atomic(folder / "torn", altered).ok());
        const auto mark = read_alive(folder / "torn").value();
        REQUIRE(mark.has_value());
        CHECK_GE(mark->active_ms, 1'000);
    }
    for (std::size_t size = 0; size < whole.size(); size += 13) {
        REQUIRE(write_file_atomic(folder / "short", ByteView(whole).first(size)).ok());
        CHECK(read_alive(folder / "short").ok());
    }
}

TEST_CASE("after a proper end there is nothing to resume") {
    const test::TempFolder folder;
    test::FakeClock clock;
    AliveFile alive = AliveFile::open(folder / "alive").value();
    REQUIRE(alive.write({.at = clock.now(), .sitting = kSitting}).ok());
    REQUIRE(alive.clear().ok());
    CHECK_FALSE(read_alive(folder / "alive").value().has_value());
}
