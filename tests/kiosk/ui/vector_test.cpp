#include "kiosk/ui/icons.h"
#include "kiosk/ui/vector.h"

#include <cmath>
#include <numbers>
#include <numeric>

#include <doctest/doctest.h>

using namespace kaogong::kiosk::ui;

namespace {

double area(const Coverage& coverage) {
    return std::accumulate(coverage.alpha.begin(), coverage.alpha.end(), 0.0) / 255.0;
}

} // namespace

TEST_CASE("a round corner covers a quarter of its disc") {
    for (const int radius : {6, 10, 12, 16, 48}) {
        const double wanted = std::numbers::pi * radius * radius / 4;
        CHECK(area(draw_corner({radius, 0})) == doctest::Approx(wanted).epsilon(0.02));
    }
}

TEST_CASE("a ring covers what its thickness says, and its mask the rest of the square") {
    const double ring = area(draw_corner({24, 3}));
    CHECK(ring == doctest::Approx(std::numbers::pi * (24 * 24 - 21 * 21) / 4).epsilon(0.03));
    CHECK(area(draw_corner({24, 0})) + area(draw_corner_mask(24)) == doctest::Approx(24 * 24));
}

TEST_CASE("edges are soft: a corner has many shades, not two") {
    const Coverage corner = draw_corner({16, 0});
    int shades = 0;
    for (const std::uint8_t alpha : corner.alpha) shades += alpha > 0 && alpha < 255 ? 1 : 0;
    CHECK(shades > 16);
}

TEST_CASE("every icon has ink, at the smallest and the largest size") {
    for (int i = 1; i <= static_cast<int>(Icon::cross); ++i) {
        CAPTURE(i);
        for (const int size : {14, 64}) {
            const double share = area(draw_path(icon_path(static_cast<Icon>(i)), size)) / (size * size);
            CHECK(share > 0.02);
            CHECK(share < 0.7);
        }
    }
}

TEST_CASE("an icon leaves a clear edge, so that a sprite never shines into its neighbour") {
    for (int i = 1; i <= static_cast<int>(Icon::cross); ++i) {
        if (static_cast<Icon>(i) == Icon::person_full) continue; // stands on the edge by design
        CAPTURE(i);
        const Coverage icon = draw_path(icon_path(static_cast<Icon>(i)), 48);
        for (int at = 0; at < 48; ++at) {
            CHECK(icon.at(at, 0) < 64);
            CHECK(icon.at(0, at) < 64);
            CHECK(icon.at(at, 47) < 64);
            CHECK(icon.at(47, at) < 64);
        }
    }
}
