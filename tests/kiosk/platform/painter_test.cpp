// Drawing only what changed gives the same picture as drawing all of it.
#include "tests/kiosk/platform/draw_support.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::platform;
using namespace kaogong::test;

namespace {

constexpr Extent kScreen{300, 200}; // not a whole number of tiles

void random_shape(DrawFrame& frame, FakeRandom& random) {
    const auto place = [&](int limit) { return static_cast<float>(random.below(static_cast<std::uint64_t>(limit))) - 20; };
    const ImVec2 from{place(340), place(240)};
    const ImVec2 to{from.x + 1 + place(200) + 20, from.y + 1 + place(150) + 20};
    const ImU32 color = static_cast<ImU32>(random.next()) | (random.below(3) == 0 ? 0 : IM_COL32_A_MASK);
    const auto uv = [&] { return static_cast<float>(random.below(17)) / 16; };
    switch (random.below(5)) {
    case 0:
    case 1: frame.list().AddRectFilled(from, to, color); break;
    case 2: frame.list().AddImage(ImTextureRef(frame.texture_id()), from, to, {uv(), uv()}, {uv(), uv()}, color); break;
    case 3:
        frame.list().AddImage(ImTextureRef(frame.texture_id()), from, {from.x + 8, from.y + 8}, {0.25f, 0.25f}, {0.75f, 0.75f}, color);
        break;
    default: frame.list().AddTriangleFilled(from, to, {from.x, to.y + 30}, color);
    }
}

struct Shape {
    ImVec2 from, to;
    ImU32 color;
};

void draw_shapes(DrawFrame& frame, const std::vector<Shape>& shapes) {
    frame.clear();
    for (const Shape& shape : shapes) frame.list().AddRectFilled(shape.from, shape.to, shape.color);
}

Image drawn_whole(DrawFrame& frame) {
    Image image(kScreen);
    Painter painter;
    painter.paint(frame.data(), frame.textures(), image.canvas());
    return image;
}

} // namespace

TEST_CASE("the first frame draws the whole screen, an equal one nothing") {
    DrawFrame frame;
    Painter painter;
    Image image(kScreen);
    frame.list().AddRectFilled({10, 10}, {100, 100}, IM_COL32_WHITE);
    const auto changed = painter.paint(frame.data(), frame.textures(), image.canvas());
    REQUIRE_EQ(changed.size(), 1);
    CHECK(changed[0] == whole(kScreen));
    CHECK(painter.paint(frame.data(), frame.textures(), image.canvas()).empty());
    painter.forget();
    CHECK_FALSE(painter.paint(frame.data(), frame.textures(), image.canvas()).empty());
}

TEST_CASE("one changed digit touches its own tile only") {
    DrawFrame frame;
    Painter painter;
    Image image(kScreen);
    std::vector<Shape> shapes{
        {{0, 0}, {300, 200}, IM_COL32_WHITE}, {{70, 70}, {80, 90}, IM_COL32_BLACK}, {{140, 10}, {150, 20}, IM_COL32_BLACK}};
    draw_shapes(frame, shapes);
    painter.paint(frame.data(), frame.textures(), image.canvas());
    shapes[1].color = IM_COL32(255, 0, 0, 255);
    draw_shapes(frame, shapes);
    const auto changed = painter.paint(frame.data(), frame.textures(), image.canvas());
    REQUIRE_EQ(changed.size(), 1);
    CHECK(changed[0] == PixelRect{64, 64, 128, 128});
    CHECK_EQ(image.canvas().at(75, 80), 0xFFFF0000u);
}

TEST_CASE("what an opaque quad hides may change without drawing") {
    DrawFrame frame;
    Painter painter;
    Image image(kScreen);
    std::vector<Shape> shapes{{{10, 10}, {20, 20}, IM_COL32_BLACK}, {{0, 0}, {128, 128}, IM_COL32_WHITE}};
    draw_shapes(frame, shapes);
    painter.paint(frame.data(), frame.textures(), image.canvas());
    shapes[0].color = IM_COL32(255, 0, 0, 255);
    draw_shapes(frame, shapes);
    CHECK(painter.paint(frame.data(), frame.textures(), image.canvas()).empty());
}

TEST_CASE("texels that the library writes anew are drawn again although the quad is the same") {
    DrawFrame frame;
    Painter painter;
    Image image(kScreen);
    const auto glyph = [&] { frame.list().AddImage(ImTextureRef(frame.texture_id()), {70, 10}, {74, 14}, {0.5f, 0.5f}, {0.75f, 0.75f}); };
    glyph();
    painter.paint(frame.data(), frame.textures(), image.canvas());

    frame.texture().Pixels[9 * 16 + 9] = 77;
    frame.texture().Updates.push_back({9, 9, 1, 1});
    frame.texture().SetStatus(ImTextureStatus_WantUpdates);
    frame.answer_requests();
    const auto changed = painter.paint(frame.data(), frame.textures(), image.canvas());
    REQUIRE_EQ(changed.size(), 1);
    CHECK(changed[0] == PixelRect{64, 0, 128, 64});
    CHECK_EQ(image.canvas().at(71, 11), 0xFF4D4D4Du);

    frame.answer_requests();
    CHECK(painter.paint(frame.data(), frame.textures(), image.canvas()).empty());
}

TEST_CASE("a canvas of another size is drawn whole") {
    DrawFrame frame;
    Painter painter;
    Image image(kScreen);
    painter.paint(frame.data(), frame.textures(), image.canvas());
    Image larger({400, 300});
    const auto changed = painter.paint(frame.data(), frame.textures(), larger.canvas());
    REQUIRE_EQ(changed.size(), 1);
    CHECK(changed[0] == whole({400, 300}));
}

TEST_CASE("after any number of changed frames the picture equals that of the last frame drawn whole") {
    FakeRandom random(2026);
    DrawFrame frame;
    Painter painter;
    Image image(kScreen);
    for (int round = 0; round < 300; ++round) {
        // Now and then a new scene; otherwise the last one with something more on it, or exactly the same.
        if (random.below(6) == 0) frame.clear();
        for (std::uint64_t count = random.below(4); count > 0; --count) random_shape(frame, random);
        const auto changed = painter.paint(frame.data(), frame.textures(), image.canvas());
        for (std::size_t i = 0; i < changed.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) REQUIRE(intersection(changed[i], changed[j]).empty());
        REQUIRE(image == drawn_whole(frame));
    }
}
