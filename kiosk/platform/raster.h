// What the software renderer can draw: axis-aligned quads, plain or textured, and triangles for whatever else Dear ImGui may emit. The
// value of a pixel depends on the shape and on the pixel's place alone, never on the clip, so that drawing a screen tile by tile gives the
// same bytes as drawing it whole.
#pragma once

#include "kiosk/platform/canvas.h"
#include "kiosk/platform/span.h"

#include <array>
#include <variant>

namespace kaogong::kiosk::platform {

enum class TextureFormat : std::uint8_t {
    alpha8,        // coverage alone: glyphs, corners, icons
    rgba8,         // bytes R, G, B, A, not premultiplied: what Dear ImGui makes of colour
    premultiplied, // words 0xAARRGGBB: our own pictures
};

// Somebody else's pixels, at most 32,767 on a side. `identity` is never used twice, so that it can stand for the content.
struct Texture {
    TextureFormat format = TextureFormat::alpha8;
    Extent extent;
    const std::uint8_t* pixels = nullptr;
    std::ptrdiff_t stride = 0; // bytes from one row to the next
    std::uint64_t identity = 0;
    const Texture* half = nullptr; // the same picture at half the size, for showing it small; none: there is none
};
inline constexpr int kTextureSideMax = 32'767;

// How one axis of a quad walks over its texture, in 1/65536 texel counted from the centre of the first: pixel p shows texel
// limited(origin + p * step). A held walk shows one texel everywhere (the stretched part of a nine-slice), an exact one shows texel for
// pixel, forwards or backwards (glyphs, corners); both need no filter.
struct TextureWalk {
    enum class Kind : std::uint8_t { held, exact, scaled };
    Kind kind = Kind::held;
    std::int64_t origin = 0;
    std::int64_t step = 0;
    std::int32_t least = 0;
    std::int32_t most = 0;

    std::int32_t position(int pixel) const {
        return static_cast<std::int32_t>(std::clamp<std::int64_t>(origin + pixel * step, least, most));
    }
};

struct Quad {
    PixelRect bounds;
    Color color = 0;
    const Texture* texture = nullptr; // none: plain
    TextureWalk u;
    TextureWalk v;

    bool opaque() const { return texture == nullptr && alpha_of(color) == 255; }
};

// The slow way, for shapes that our own screens do not use.
struct Corner {
    std::int32_t x = 0; // 1/16 pixel, at most 2^18 either way
    std::int32_t y = 0;
    std::int32_t u = 0; // 1/256 texel
    std::int32_t v = 0;
    Color color = 0;
};
struct Triangle {
    PixelRect bounds;
    const Texture* texture = nullptr;
    std::array<Corner, 3> corners; // clockwise on the screen
};

using Primitive = std::variant<Quad, Triangle>;

inline const PixelRect& bounds_of(const Primitive& primitive) {
    return std::visit([](const auto& shape) -> const PixelRect& { return shape.bounds; }, primitive);
}

// `clip` lies within the canvas.
void draw(const Quad& quad, const Canvas& canvas, const PixelRect& clip);
void draw(const Triangle& triangle, const Canvas& canvas, const PixelRect& clip);
void draw(const Primitive& primitive, const Canvas& canvas, const PixelRect& clip);

// One filtered texel; both positions in 1/65536 texel and within the texture.
struct TexelPosition {
    std::int32_t u;
    std::int32_t v;
};
std::uint32_t sample_coverage(const Texture& texture, TexelPosition position);
std::uint32_t sample_premultiplied(const Texture& texture, TexelPosition position);

} // namespace kaogong::kiosk::platform
