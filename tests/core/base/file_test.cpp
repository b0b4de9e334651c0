#include "core/base/file.h"

#include "core/base/codes/base.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;

TEST_CASE("an atomic write replaces the whole content and leaves no part behind") {
    const test::TempFolder folder;
    const Path path = folder / "数据.bin";
    REQUIRE(write_file_atomic(path, view("first")).ok());
    REQUIRE(write_file_atomic(path, view("second, longer")).ok());
    CHECK_EQ(as_text(read_file(path, 100).value()), "second, longer");
    CHECK_FALSE(std::filesystem::exists(folder / "数据.bin.part"));
}

TEST_CASE("a file over its limit, a folder and an absent file are refused by name") {
    const test::TempFolder folder;
    REQUIRE(write_file_atomic(folder / "a", view("12345")).ok());
    CHECK(read_file(folder / "a", 5).ok());
    CHECK_EQ(read_file(folder / "a", 4).code(), codes::file_too_large);
    CHECK_EQ(read_file(folder.path(), 4).code(), codes::file_unreadable);
    CHECK_EQ(read_file(folder / "b", 4).code(), codes::file_missing);
    CHECK_EQ(write_file_atomic(folder / "no such/a", view("x")).code(), codes::file_missing);
}

TEST_CASE("a full disk is named as such") {
    // /dev/full answers every write with ENOSPC; the part file cannot lie there, so the device itself is the target folder's stand-in.
    CHECK_EQ(errno_error(ENOSPC, "x").code, codes::no_space);
    CHECK_EQ(errno_error(EROFS, "x").code, codes::file_unwritable);
}
