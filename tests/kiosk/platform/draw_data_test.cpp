// What becomes of the shapes that Dear ImGui emits. The lists are made with the library itself, without a context.
#include "tests/kiosk/platform/draw_support.h"

#include <doctest/doctest.h>

using namespace kaogong::kiosk::platform;
using namespace kaogong::test;

namespace {

std::vector<Primitive> read(DrawFrame& frame) {
    std::vector<Primitive> primitives;
    read_draw_data(frame.data(), frame.textures(), {200, 100}, primitives);
    return primitives;
}

} // namespace

TEST_CASE("a filled rectangle is one plain quad on whole pixels") {
    DrawFrame frame;
    frame.list().AddRectFilled({10, 20}, {30.4f, 39.6f}, IM_COL32(1, 2, 3, 255));
    const std::vector<Primitive> primitives = read(frame);
    REQUIRE_EQ(primitives.size(), 1);
    const Quad& quad = std::get<Quad>(primitives[0]);
    CHECK(quad.bounds == PixelRect{10, 20, 30, 40});
    CHECK_EQ(quad.color, 0xFF010203u);
    CHECK(quad.texture == nullptr);
}

TEST_CASE("a piece of a texture is one exact quad") {
    DrawFrame frame;
    frame.list().AddImage(ImTextureRef(frame.texture_id()), {5, 6}, {13, 14}, {0.25f, 0.5f}, {0.75f, 1.0f});
    const Quad quad = std::get<Quad>(read(frame).at(0));
    REQUIRE(quad.texture != nullptr);
    CHECK(quad.u.kind == TextureWalk::Kind::exact);
    CHECK_EQ(quad.u.position(5), 4 * 65'536);
    CHECK_EQ(quad.v.position(13), 15 * 65'536);
}

TEST_CASE("shapes are cut to the clip rectangle and to the canvas, and what is outside is dropped") {
    DrawFrame frame;
    frame.list().PushClipRect({0, 0}, {50, 50});
    frame.list().AddRectFilled({40, -10}, {90, 10}, IM_COL32_WHITE);
    frame.list().AddRectFilled({60, 60}, {70, 70}, IM_COL32_WHITE);
    frame.list().PopClipRect();
    frame.list().AddRectFilled({150, 90}, {9000, 9000}, IM_COL32_WHITE);
    const std::vector<Primitive> primitives = read(frame);
    REQUIRE_EQ(primitives.size(), 2);
    CHECK(bounds_of(primitives[0]) == PixelRect{40, 0, 50, 10});
    CHECK(bounds_of(primitives[1]) == PixelRect{150, 90, 200, 100});
}

TEST_CASE("what is not a quad becomes triangles") {
    DrawFrame frame;
    frame.list().AddTriangleFilled({10, 10}, {60, 10}, {10, 60}, IM_COL32_WHITE);
    frame.list().AddRectFilledMultiColor({0, 0}, {10, 10}, IM_COL32_WHITE, IM_COL32_BLACK, IM_COL32_WHITE, IM_COL32_BLACK);
    const std::vector<Primitive> primitives = read(frame);
    REQUIRE_EQ(primitives.size(), 3);
    for (const Primitive& primitive : primitives) {
        const Triangle& triangle = std::get<Triangle>(primitive);
        CHECK(triangle.texture == nullptr); // the white texel
        CHECK_FALSE(triangle.bounds.empty());
    }
}

TEST_CASE("a place that is no number draws nothing") {
    DrawFrame frame;
    const float nowhere = std::numeric_limits<float>::quiet_NaN();
    frame.list().AddRectFilled({nowhere, 0}, {nowhere, 10}, IM_COL32_WHITE);
    frame.list().AddRectFilled({std::numeric_limits<float>::infinity(), 0}, {0, 10}, IM_COL32_WHITE);
    for (const Primitive& primitive : read(frame)) CHECK(whole({200, 100}).covers(bounds_of(primitive)));
}

TEST_CASE("a picture that was removed is not drawn") {
    DrawFrame frame;
    const ImTextureID picture = frame.textures().add(Image({4, 4}));
    frame.list().AddImage(ImTextureRef(picture), {0, 0}, {4, 4});
    CHECK_EQ(read(frame).size(), 1);
    frame.textures().remove(picture);
    CHECK_EQ(read(frame).size(), 0);
}

TEST_CASE("a picture shown small is taken from its halves, so that no line of it is lost") {
    DrawFrame frame;
    Image lines({256, 256}); // every fourth column white
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x) lines.canvas().at(x, y) = x % 4 == 0 ? 0xFFFFFFFFu : 0xFF000000u;
    frame.list().AddImage(ImTextureRef(frame.textures().add(lines)), {0, 0}, {64, 64});
    const Quad quad = std::get<Quad>(read(frame).at(0));
    CHECK(quad.texture->extent == Extent{64, 64});
    Image small({64, 64});
    draw(quad, small.canvas(), whole(small.extent()));
    for (std::uint32_t pixel : small.pixels()) REQUIRE(pixel == 0xFF404040u);
}
