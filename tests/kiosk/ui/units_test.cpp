#include "kiosk/ui/units.h"

#include <doctest/doctest.h>

using namespace kaogong::kiosk::ui;

TEST_CASE("the landscape canvas is scaled to fit and centred") {
    const Units units = Units::fit({1024, 600});
    CHECK(units.scale() == doctest::Approx(0.8));
    CHECK(units.pixel({0, 0}).y == 12);
    CHECK(units.from_pixel(units.pixel({640, 360})).x == doctest::Approx(640).epsilon(0.01));
}

TEST_CASE("a screen without an upright layout lies letterboxed in the landscape canvas") {
    const Units letterboxed = Units::fit({800, 1280});
    CHECK_FALSE(letterboxed.portrait());
    CHECK(letterboxed.scale() == doctest::Approx(0.625));
    const Units upright = Units::fit({800, 1280}, kPortrait);
    CHECK(upright.portrait());
    CHECK(upright.scale() == doctest::Approx(1.0));
}

TEST_CASE("rectangles that meet in units meet in pixels") {
    const Units units = Units::fit({1366, 768});
    for (float x = 0; x < 1200; x += 37) {
        const PixelRect left = units.pixels({x, 0, 37, 10});
        const PixelRect right = units.pixels({x + 37, 0, 37, 10});
        CHECK(left.x1 == right.x0);
    }
}

TEST_CASE("a border is never thinner than one device pixel") {
    CHECK(Units::fit({640, 360}).thickness(1) == 1);
    CHECK(Units::fit({3840, 2160}).thickness(1.5F) == 4);
}

TEST_CASE("a small drawing offers a full target") {
    const Rect grown = Rect{100, 100, 20, 20}.grown_to(kTarget, kTarget);
    CHECK(grown.w == kTarget);
    CHECK(grown.h == kTarget);
    CHECK(grown.center().x == 110);
}
