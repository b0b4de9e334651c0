// The rasteriser against pictures small enough to work out by hand.
#include "kiosk/platform/draw_data.h"

#include <doctest/doctest.h>

using namespace kaogong::kiosk::platform;

namespace {

constexpr Color kWhite = 0xFFFFFFFFu;
constexpr Color kBlack = 0xFF000000u;
constexpr int kTexel = 65'536;

// A picture of coverage, written as rows of numbers.
struct Mask {
    Mask(Extent extent, std::vector<std::uint8_t> coverage) : bytes(std::move(coverage)) {
        texture = {TextureFormat::alpha8, extent, bytes.data(), extent.width, 1};
    }
    std::vector<std::uint8_t> bytes;
    Texture texture;
};

// The red channel, which is all that white on black needs.
std::vector<int> reds(Image& image) {
    std::vector<int> values;
    for (std::uint32_t pixel : image.pixels()) values.push_back(static_cast<int>((pixel >> 16) & 0xFF));
    return values;
}

TextureWalk exact_walk(int pixel, int texel, int size) {
    return {TextureWalk::Kind::exact, std::int64_t{texel - pixel} * kTexel, kTexel, 0, (size - 1) * kTexel};
}

Triangle triangle(std::array<Corner, 3> corners, Extent extent) {
    return {whole(extent), nullptr, corners};
}

} // namespace

TEST_CASE("an opaque quad fills its pixels and no others, and a clip cuts it") {
    Image image({4, 3});
    const Quad quad{.bounds = {1, 1, 4, 3}, .color = kWhite};
    draw(quad, image.canvas(), {0, 0, 3, 3});
    CHECK_EQ(reds(image), std::vector<int>{0, 0, 0, 0, 0, 255, 255, 0, 0, 255, 255, 0});
}

TEST_CASE("a translucent quad blends once") {
    Image image({2, 1});
    draw(Quad{.bounds = {0, 0, 1, 1}, .color = 0x80FFFFFFu}, image.canvas(), {0, 0, 2, 1});
    CHECK_EQ(reds(image), std::vector<int>{128, 0});
}

TEST_CASE("a glyph is laid on texel for pixel, wherever the clip cuts it") {
    const Mask glyph({3, 2}, {0, 128, 255, 64, 0, 255});
    const Quad quad{.bounds = {1, 0, 4, 2}, .color = kWhite, .texture = &glyph.texture, .u = exact_walk(1, 0, 3), .v = exact_walk(0, 0, 2)};
    Image image({4, 2});
    draw(quad, image.canvas(), {0, 0, 4, 2});
    CHECK_EQ(reds(image), std::vector<int>{0, 0, 128, 255, 0, 64, 0, 255});

    Image clipped({4, 2});
    draw(quad, clipped.canvas(), {3, 1, 4, 2});
    CHECK_EQ(reds(clipped), std::vector<int>{0, 0, 0, 0, 0, 0, 0, 255});
}

TEST_CASE("a sprite turned over in either direction shows its texels backwards, wherever the clip cuts it") {
    const Mask sprite({3, 2}, {10, 20, 30, 40, 50, 60});
    const Quad quad{.bounds = {1, 0, 4, 2},
                    .color = kWhite,
                    .texture = &sprite.texture,
                    .u = texture_walk({1, 4, 3, 0, 3}),
                    .v = texture_walk({0, 2, 2, 0, 2})};
    Image image({4, 2});
    draw(quad, image.canvas(), whole(image.extent()));
    CHECK_EQ(reds(image), std::vector<int>{0, 60, 50, 40, 0, 30, 20, 10});
    Image clipped({4, 2});
    draw(quad, clipped.canvas(), {2, 1, 3, 2});
    CHECK_EQ(reds(clipped), std::vector<int>{0, 0, 0, 0, 0, 0, 20, 0});
}

TEST_CASE("the walk over a texture is exact on whole pixels, held on one texel, scaled otherwise") {
    const TextureWalk exact = texture_walk({10, 14, 3, 7, 16});
    CHECK(exact.kind == TextureWalk::Kind::exact);
    CHECK_EQ(exact.position(10), 3 * kTexel);
    CHECK_EQ(exact.position(13), 6 * kTexel);

    const TextureWalk nearly = texture_walk({10.01, 14.01, 3, 7, 16});
    CHECK(nearly.kind == TextureWalk::Kind::exact);
    CHECK_EQ(nearly.position(13), 6 * kTexel);

    const TextureWalk mirrored = texture_walk({10, 14, 7, 3, 16});
    CHECK(mirrored.kind == TextureWalk::Kind::exact);
    CHECK_EQ(mirrored.position(10), 6 * kTexel);
    CHECK_EQ(mirrored.position(13), 3 * kTexel);

    const TextureWalk held = texture_walk({0, 300, 5, 6, 16});
    CHECK(held.kind == TextureWalk::Kind::held);
    CHECK_EQ(held.position(0), 5 * kTexel);
    CHECK_EQ(held.position(299), 5 * kTexel);

    // Texels 2 and 3 over eight pixels: the outer pixels show one texel alone, never the neighbours 1 and 4.
    const TextureWalk scaled = texture_walk({0, 8, 2, 4, 16});
    CHECK(scaled.kind == TextureWalk::Kind::scaled);
    CHECK_EQ(scaled.position(0), 2 * kTexel);
    CHECK_EQ(scaled.position(3), 2 * kTexel + kTexel * 3 / 8);
    CHECK_EQ(scaled.position(7), 3 * kTexel);

    const TextureWalk half_way = texture_walk({0.5, 4.5, 0, 4, 4});
    CHECK(half_way.kind == TextureWalk::Kind::scaled);
}

TEST_CASE("a texture is never read outside, whatever coordinates a quad names") {
    for (const double from : {-1e9, -3.0, -0.4, 0.3, 7.9, 1e9})
        for (const double to : {-1e9, -2.0, 0.9, 8.0, 8.4, 1e9}) {
            if (from == to) continue;
            const TextureWalk walk = texture_walk({0, 8, from, to, 8});
            for (int pixel = 0; pixel < 8; ++pixel) {
                REQUIRE(walk.position(pixel) >= 0);
                REQUIRE(walk.position(pixel) <= 7 * kTexel);
            }
        }
}

TEST_CASE("a nine-slice keeps its corners and stretches its edges") {
    // A rounded corner, one texel of edge and of middle: 3 x 3.
    const Mask sprite({3, 3}, {0, 255, 0, 255, 255, 255, 0, 255, 0});
    Image image({5, 4});
    const int xs[] = {0, 1, 4, 5};
    const int ys[] = {0, 1, 3, 4};
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column) {
            const auto walk = [](int first, int last, int texel) {
                return texture_walk({double(first), double(last), double(texel), texel + 1.0, 3});
            };
            draw(Quad{.bounds = {xs[column], ys[row], xs[column + 1], ys[row + 1]},
                      .color = kWhite,
                      .texture = &sprite.texture,
                      .u = walk(xs[column], xs[column + 1], column),
                      .v = walk(ys[row], ys[row + 1], row)},
                 image.canvas(), whole(image.extent()));
        }
    CHECK_EQ(reds(image), std::vector<int>{0, 255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 255, 255, 255, 0});
}

TEST_CASE("a stretched texture is filtered between its texels") {
    const Mask ramp({2, 1}, {0, 200});
    Image image({4, 1});
    draw(Quad{.bounds = {0, 0, 4, 1},
              .color = kWhite,
              .texture = &ramp.texture,
              .u = texture_walk({0, 4, 0, 2, 2}),
              .v = texture_walk({0, 1, 0, 1, 1})},
         image.canvas(), whole(image.extent()));
    CHECK_EQ(reds(image), std::vector<int>{0, 50, 150, 200});
}

TEST_CASE("both kinds of coloured texture show the same picture") {
    const std::vector<std::uint8_t> bytes{255, 0, 0, 255, 0, 0, 255, 128}; // red, half blue
    const std::vector<std::uint32_t> words{0xFFFF0000u, premultiply(0x800000FFu)};
    const Texture straight{TextureFormat::rgba8, {2, 1}, bytes.data(), 8, 1};
    const Texture premultiplied{TextureFormat::premultiplied, {2, 1}, reinterpret_cast<const std::uint8_t*>(words.data()), 8, 2};
    for (const Texture* texture : {&straight, &premultiplied}) {
        Image image({2, 1});
        draw(Quad{.bounds = {0, 0, 2, 1}, .color = kWhite, .texture = texture, .u = exact_walk(0, 0, 2), .v = exact_walk(0, 0, 1)},
             image.canvas(), whole(image.extent()));
        CHECK_EQ(image.canvas().at(0, 0), 0xFFFF0000u);
        CHECK_EQ(image.canvas().at(1, 0), 0xFF000080u);
    }
}

TEST_CASE("a picture can be faded") {
    const std::vector<std::uint32_t> words{0xFFFFFFFFu};
    const Texture white{TextureFormat::premultiplied, {1, 1}, reinterpret_cast<const std::uint8_t*>(words.data()), 4, 1};
    Image image({1, 1});
    draw(Quad{.bounds = {0, 0, 1, 1}, .color = 0x40FFFFFFu, .texture = &white, .u = exact_walk(0, 0, 1), .v = exact_walk(0, 0, 1)},
         image.canvas(), whole(image.extent()));
    CHECK_EQ(image.canvas().at(0, 0), 0xFF404040u);
}

TEST_CASE("two triangles that share an edge touch each pixel once, and together equal the quad") {
    constexpr Color kHalf = 0x80FFFFFFu;
    for (const bool other_diagonal : {false, true}) {
        Image image({9, 7});
        const Corner a{.x = 16, .y = 16, .color = kHalf}, b{.x = 128, .y = 16, .color = kHalf}, c{.x = 128, .y = 96, .color = kHalf},
            d{.x = 16, .y = 96, .color = kHalf};
        const auto parts =
            other_diagonal ? std::array{std::array{a, b, d}, std::array{b, c, d}} : std::array{std::array{a, b, c}, std::array{a, c, d}};
        for (const auto& corners : parts) draw(triangle(corners, image.extent()), image.canvas(), whole(image.extent()));
        Image expected({9, 7});
        draw(Quad{.bounds = {1, 1, 8, 6}, .color = kHalf}, expected.canvas(), whole(expected.extent()));
        CHECK(image == expected);
    }
}

TEST_CASE("a triangle shades between the colours of its corners") {
    Image image({4, 4});
    draw(triangle(
             {Corner{.x = 0, .y = 0, .color = kBlack}, Corner{.x = 64, .y = 0, .color = kWhite}, Corner{.x = 0, .y = 64, .color = kBlack}},
             {4, 4}),
         image.canvas(), whole(image.extent()));
    // Centres at 1/8, 3/8, 5/8 and 7/8 of the way; the diagonal itself belongs to the triangle on its other side.
    CHECK_EQ(reds(image), std::vector<int>{32, 96, 159, 0, 32, 96, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0});
}
