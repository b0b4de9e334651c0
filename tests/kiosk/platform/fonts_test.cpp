// The typeface is found by what it says of itself, and has the characters of rare names and trades.
#include "core/base/codes/kiosk.h"
#include "core/base/text.h"
#include "tests/kiosk/platform/font_support.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::platform;
using namespace kaogong::test;

TEST_CASE("a machine without the typeface is refused with its code") {
    const TempFolder folder;
    const Result<FontFiles> found = FontFiles::find({.folders = {folder.path()}});
    REQUIRE_FALSE(found.ok());
    CHECK(found.code() == codes::font_missing);
}

TEST_CASE("a damaged file, an empty one and a folder of the right name are not the typeface") {
    const TempFolder folder;
    REQUIRE(write_file_atomic(folder / "NotoSansCJK-Regular.ttc", view("OTTO, or so it says")));
    CHECK(FontFiles::find({.folders = {folder.path()}}).code() == codes::font_unusable);
    REQUIRE(write_file_atomic(folder / "NotoSansCJK-Regular.ttc", {}));
    CHECK(FontFiles::find({.folders = {folder.path()}}).code() == codes::font_missing);
    REQUIRE(remove_file(folder / "NotoSansCJK-Regular.ttc"));
    REQUIRE(make_folder(folder / "NotoSansCJK-Regular.ttc"));
    CHECK(FontFiles::find({.folders = {folder.path()}}).code() == codes::font_missing);
}

TEST_CASE("another face under the name of ours is not the typeface" * doctest::skip(font_is_missing())) {
    const Result<FontFiles> real = FontFiles::find();
    const TempFolder folder;
    const ByteView regular = real->regular.file.bytes();
    REQUIRE(write_file_atomic(folder / "NotoSansCJK-Regular.ttc", regular));
    REQUIRE(write_file_atomic(folder / "NotoSansCJK-Bold.ttc", regular));
    CHECK(FontFiles::find({.folders = {folder.path()}}).code() == codes::font_unusable);
}

TEST_CASE("a truncated typeface is refused or read, never a crash" * doctest::skip(font_is_missing())) {
    const Result<FontFiles> real = FontFiles::find();
    const TempFolder folder;
    for (const std::size_t size : {16u, 64u, 4'096u, 65'536u, 1'000'000u}) {
        REQUIRE(write_file_atomic(folder / "NotoSansCJK-Regular.ttc", real->regular.file.bytes().first(size)));
        REQUIRE_FALSE(FontFiles::find({.folders = {folder.path()}}).ok());
    }
}

TEST_CASE("the faces have the characters of rare names, trades, units and schematics" * doctest::skip(font_is_missing())) {
    const Result<FontFiles> files = FontFiles::find();
    ImFontAtlas atlas;
    const Result<FontSet> fonts = add_fonts(atlas, *files);
    REQUIRE(fonts.ok());
    // 𠮷 (U+20BB7) lies beyond 16 bits.
    for (const char32_t character :
         code_points("邓婷轩鑫喆堃垚㛃䶮𠮷铣镗焊钳锉磨考工准考证ABCxyz0123456789Ω℃μ±×÷≤≥√°①⑩，。、；：？！（）《》—…"))
        CHECK_MESSAGE(fonts->covers(character), std::hex, static_cast<std::uint32_t>(character));
    CHECK_FALSE(fonts->covers(U'\uE000')); // private use
    CHECK_FALSE(fonts->covers(0x10FFFFu));
    CHECK_FALSE(fonts->covers(0xFFFFFFFFu));
}

TEST_CASE("the size of a character becomes the library's whole line height") {
    CHECK_EQ(imgui_font_size(18), 26.0f);
    CHECK_EQ(imgui_font_size(24 * 1.5f), 52.0f);
}
