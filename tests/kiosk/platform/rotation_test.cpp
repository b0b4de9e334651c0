// The four ways a panel can hang.
#include "kiosk/platform/rotation.h"

#include <array>
#include <doctest/doctest.h>

using namespace kaogong::kiosk::platform;

namespace {

constexpr std::array kRotations{Rotation::none, Rotation::quarter, Rotation::half, Rotation::three_quarters};

} // namespace

TEST_CASE("only quarter turns are rotations") {
    CHECK(rotation_from_degrees(270) == Rotation::three_quarters);
    CHECK_FALSE(rotation_from_degrees(45));
    CHECK_FALSE(rotation_from_degrees(-90));
}

TEST_CASE("the picture turned a quarter clockwise has its top at the right of the panel") {
    CHECK(turned({1280, 720}, Rotation::quarter) == Extent{720, 1280});
    // Of a picture 4 wide and 3 high: its top left pixel.
    CHECK(picture_to_panel({0, 0, 1, 1}, {4, 3}, Rotation::quarter) == PixelRect{2, 0, 3, 1});
    CHECK(picture_to_panel({0, 0, 1, 1}, {4, 3}, Rotation::half) == PixelRect{3, 2, 4, 3});
    CHECK(picture_to_panel({0, 0, 1, 1}, {4, 3}, Rotation::three_quarters) == PixelRect{0, 3, 1, 4});
}

TEST_CASE("a touch lands on the pixel that is shown there, however the panel hangs") {
    constexpr Extent kPicture{4, 3};
    for (const Rotation rotation : kRotations)
        for (int y = 0; y < kPicture.height; ++y)
            for (int x = 0; x < kPicture.width; ++x) {
                const PixelRect shown = picture_to_panel({x, y, x + 1, y + 1}, kPicture, rotation);
                const Point finger{static_cast<float>(shown.left) + 0.5f, static_cast<float>(shown.top) + 0.5f};
                const Point touched = panel_to_picture(finger, kPicture, rotation);
                CHECK(touched == Point{static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f});
            }
}

TEST_CASE("a turned copy puts every pixel in its place and touches no other") {
    Image picture({5, 4});
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 5; ++x) picture.canvas().at(x, y) = static_cast<std::uint32_t>(y * 5 + x + 1);
    for (const Rotation rotation : kRotations) {
        Image panel(turned(picture.extent(), rotation));
        copy_turned(picture.canvas(), {1, 1, 4, 3}, panel.canvas(), rotation);
        for (int y = 0; y < 4; ++y)
            for (int x = 0; x < 5; ++x) {
                const PixelRect at = picture_to_panel({x, y, x + 1, y + 1}, picture.extent(), rotation);
                const bool inside = x >= 1 && x < 4 && y >= 1 && y < 3;
                CHECK_EQ(panel.canvas().at(at.left, at.top), inside ? picture.canvas().at(x, y) : 0xFF000000u);
            }
    }
}
