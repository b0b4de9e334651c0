// The loops that draw four pixels a step against the arithmetic for one pixel.
#include "kiosk/platform/span.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::platform;

namespace {

using Row = std::vector<std::uint32_t>;

Row random_row(test::FakeRandom& random, std::size_t count) {
    Row row(count);
    for (std::uint32_t& pixel : row) pixel = 0xFF000000u | static_cast<std::uint32_t>(random.next());
    return row;
}

// Empty, full and in between, as glyphs have it.
Bytes random_mask(test::FakeRandom& random, std::size_t count) {
    Bytes mask(count);
    for (std::uint8_t& coverage : mask)
        coverage = std::array<std::uint8_t, 4>{0, 255, 255, static_cast<std::uint8_t>(random.next())}[random.below(4)];
    return mask;
}

Color random_color(test::FakeRandom& random) {
    const Color color = static_cast<Color>(random.next());
    return random.below(2) == 0 ? color | 0xFF000000u : color;
}

} // namespace

TEST_CASE("division by 255 is exact to the nearest for every product of two bytes") {
    for (std::uint32_t x = 0; x <= 65'025; ++x) REQUIRE(divide_by_255(x) == (x * 2 + 255) / 510);
}

TEST_CASE("blending moves a pixel from what was there to the colour, and never makes the canvas translucent") {
    CHECK_EQ(blend_pixel(0xFF102030u, 0x00FFFFFFu, 0), 0xFF102030u);
    CHECK_EQ(blend_pixel(0xFF102030u, 0x00FFFFFFu, 255), 0xFFFFFFFFu);
    CHECK_EQ(blend_pixel(0xFF000000u, 0x00FF8000u, 128), 0xFF804000u);
    CHECK_EQ(over_pixel(0xFF646464u, 0x80400000u), 0xFF723232u); // 0x40 + 0x64 * 127 / 255; 0x64 * 127 / 255
    CHECK_EQ(premultiply(0x80FF8000u), 0x80804000u);
    CHECK_EQ(tint_pixel(0xFFFFFFFFu, 0x80FF8000u), 0x80804000u);
}

TEST_CASE("spans of any length and alignment agree with the pixel arithmetic") {
    test::FakeRandom random(7);
    for (int round = 0; round < 2'000; ++round) {
        const std::size_t count = random.below(19);
        const std::size_t skip = random.below(4);
        const Row before = random_row(random, count + skip + 1);
        const Bytes mask = random_mask(random, count);
        const Color color = random_color(random);
        Row pictures = random_row(random, count);
        for (std::uint32_t& pixel : pictures) pixel = premultiply(pixel ^ static_cast<std::uint32_t>(random.next() << 24));

        Row blended = before, masked = before, overlaid = before, tinted = pictures;
        blend_span(blended.data() + skip, count, color);
        mask_span(masked.data() + skip, count, mask.data(), color);
        over_span(overlaid.data() + skip, count, pictures.data());
        tint_span(tinted.data(), count, color);
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t below = before[skip + i];
            REQUIRE(blended[skip + i] == blend_pixel(below, color, alpha_of(color)));
            REQUIRE(masked[skip + i] == blend_pixel(below, color, divide_by_255(mask[i] * alpha_of(color))));
            REQUIRE(overlaid[skip + i] == over_pixel(below, pictures[i]));
            REQUIRE(tinted[i] == tint_pixel(pictures[i], color));
        }
        REQUIRE(blended.back() == before.back());
        REQUIRE(masked.back() == before.back());
        REQUIRE(overlaid.back() == before.back());
    }
}
