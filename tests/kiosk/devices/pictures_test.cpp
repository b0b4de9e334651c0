// A folder of pictures stands for a camera, or is where somebody lays them: what is given is what lies there, and no link leads elsewhere.
#include "kiosk/devices/pictures.h"

#include "core/base/codes/base.h"
#include "core/base/codes/kiosk.h"
#include "tests/support/temp_folder.h"

#include <chrono>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::devices;

namespace {

void lay(const Path& file, std::string_view content, int age_s = 0) {
    REQUIRE(write_file_atomic(file, view(content)).ok());
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - std::chrono::seconds(age_s));
}

std::string taken(Pictures& pictures) {
    const auto bytes = pictures.take();
    return bytes ? std::string(as_text(*bytes)) : std::string(code_name(bytes.code()));
}

} // namespace

TEST_CASE("the camera's twin gives each picture in turn and then begins again") {
    test::TempFolder folder;
    for (const char* name : {"b.png", "a.png", "c.png"}) lay(folder / name, name);
    lay(folder / "notes.txt", "no picture");
    FolderPictures camera(folder / "", FolderPictures::Order::in_turn);
    CHECK(camera.is_there());
    for (const char* expected : {"a.png", "b.png", "c.png", "a.png"}) CHECK_EQ(taken(camera), expected);
}

TEST_CASE("of the folder the picture is taken that was laid there last") {
    test::TempFolder folder;
    lay(folder / "a.png", "old", 60);
    lay(folder / "b.png", "older", 600);
    FolderPictures pictures(folder / "", FolderPictures::Order::newest);
    CHECK_EQ(taken(pictures), "old");
    lay(folder / "c.png", "new");
    CHECK_EQ(taken(pictures), "new");
}

TEST_CASE("says whether there is no camera, no picture, or one that is too large") {
    test::TempFolder folder;
    FolderPictures none(std::nullopt, FolderPictures::Order::newest);
    CHECK_FALSE(none.is_there());
    CHECK_EQ(none.take().code(), codes::camera_missing);
    FolderPictures gone(folder / "not here", FolderPictures::Order::newest);
    CHECK_EQ(gone.take().code(), codes::camera_missing);
    FolderPictures empty(folder / "", FolderPictures::Order::newest);
    CHECK_EQ(empty.take().code(), codes::picture_missing);
    lay(folder / "large.png", std::string(kPictureSizeMax + 1, 'x'));
    CHECK_EQ(empty.take().code(), codes::picture_too_large);
}

TEST_CASE("a link is no picture") {
    test::TempFolder folder;
    lay(folder / "secret", "of somebody else");
    REQUIRE(make_folder(folder / "pictures").ok());
    std::filesystem::create_symlink(folder / "secret", folder / "pictures" / "a.png");
    FolderPictures pictures(folder / "pictures", FolderPictures::Order::in_turn);
    CHECK_EQ(pictures.take().code(), codes::picture_missing);
}
