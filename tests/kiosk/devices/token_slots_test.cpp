// Tokens are found by the id in their key file, wherever they are plugged in, and missed as soon as they are pulled.
#include "kiosk/devices/token_slots.h"

#include "core/base/codes/record.h"
#include "tests/support/fake_random.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::devices;

namespace {

record::Token plug_in(const Path& folder, Random& random) {
    record::Token token = record::make_token(random);
    REQUIRE(make_folder(folder).ok());
    REQUIRE(write_file_atomic(folder / record::kTokenFileName, record::encode_token(token).view()).ok());
    return token;
}

} // namespace

TEST_CASE("finds each of several tokens, whatever the folder is called") {
    test::TempFolder folder;
    test::FakeRandom random{3};
    const record::Token one = plug_in(folder / "slots" / "usb0", random);
    const record::Token two = plug_in(folder / "slots" / "KINGSTON", random);
    FolderSlots slots({folder / "slots"});
    CHECK_EQ(slots.present().size(), 2);
    CHECK_EQ(slots.find(one.id).value().filename().string(), "usb0");
    CHECK_EQ(slots.find(two.id).value().filename().string(), "KINGSTON");
}

TEST_CASE("tells a missing token from another one") {
    test::TempFolder folder;
    test::FakeRandom random{3};
    FolderSlots slots({folder / "slots"});
    const record::Token absent = record::make_token(random);
    CHECK_EQ(slots.find(absent.id).code(), codes::token_missing);
    plug_in(folder / "slots" / "a", random);
    CHECK_EQ(slots.find(absent.id).code(), codes::token_other);
    FolderSlots none({});
    CHECK(none.present().empty());
    CHECK_EQ(none.find(absent.id).code(), codes::token_missing);
}

TEST_CASE("a token that is pulled between two readings is missed") {
    test::TempFolder folder;
    test::FakeRandom random{3};
    const record::Token token = plug_in(folder / "slots" / "a", random);
    FolderSlots slots({folder / "slots"});
    SlotReader reader(slots, token.id);
    CHECK_EQ(reader.read().value().id, token.id);
    std::filesystem::remove_all((folder / "slots" / "a"));
    CHECK_EQ(reader.read().code(), codes::token_missing);
}

TEST_CASE("a damaged key file is no token, and hides no other") {
    test::TempFolder folder;
    test::FakeRandom random{3};
    const record::Token token = plug_in(folder / "slots" / "b", random);
    REQUIRE(make_folder(folder / "slots" / "a").ok());
    REQUIRE(write_file_atomic(folder / "slots" / "a" / record::kTokenFileName, view("not a token")).ok());
    FolderSlots slots({folder / "slots"});
    CHECK_EQ(slots.present().size(), 1);
    CHECK(slots.find(token.id).ok());
}
