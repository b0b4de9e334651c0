#include "core/store/reserve.h"

#include "core/base/codes/store.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;

TEST_CASE("the reserve holds real room and gives it back") {
    const test::TempFolder folder;
    Reserve reserve(folder.path(), {.reserve_bytes = 1u << 20, .floor_bytes = 1});
    CHECK_EQ(reserve.check_new_session().code(), codes::no_space_for_session);
    REQUIRE(reserve.hold().ok());
    CHECK(reserve.is_held());
    CHECK(reserve.check_new_session().ok());
    REQUIRE(reserve.hold().ok());
    REQUIRE(reserve.release().ok());
    CHECK_FALSE(reserve.is_held());
}

TEST_CASE("below the floor no reserve is taken and no session starts") {
    const test::TempFolder folder;
    Reserve reserve(folder.path(), {.reserve_bytes = 1u << 20, .floor_bytes = std::uint64_t{1} << 60});
    REQUIRE(reserve.hold().ok());
    CHECK_FALSE(reserve.is_held());
    CHECK_EQ(reserve.check_new_session().code(), codes::no_space_for_session);
}
