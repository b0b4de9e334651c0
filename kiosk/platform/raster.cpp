// Quads, row by row, in pieces of a row that fit the cache.
#include "kiosk/platform/raster.h"

#include <cstring>

namespace kaogong::kiosk::platform {
namespace {

constexpr int kPiece = 256; // pixels
constexpr int kOneTexel = 65'536;

const std::uint8_t* texel(const Texture& texture, int x, int y) {
    const int size = texture.format == TextureFormat::alpha8 ? 1 : 4;
    return texture.pixels + y * texture.stride + x * size;
}

std::uint32_t premultiplied_texel(const Texture& texture, int x, int y) {
    const std::uint8_t* from = texel(texture, x, y);
    if (texture.format == TextureFormat::premultiplied) {
        std::uint32_t word;
        std::memcpy(&word, from, sizeof word);
        return word;
    }
    const auto byte = [&](int at, int shift) { return static_cast<std::uint32_t>(from[at]) << shift; };
    return premultiply(byte(3, 24) | byte(0, 16) | byte(1, 8) | byte(2, 0));
}

// The four texels around a position, and how far it lies from the first, in 1/256.
struct Neighbours {
    int left, right, top, bottom;
    std::uint32_t across, down;
};

Neighbours neighbours(const Texture& texture, TexelPosition position) {
    const int left = position.u / kOneTexel;
    const int top = position.v / kOneTexel;
    return {.left = left,
            .right = std::min(left + 1, texture.extent.width - 1),
            .top = top,
            .bottom = std::min(top + 1, texture.extent.height - 1),
            .across = static_cast<std::uint32_t>(position.u % kOneTexel) >> 8,
            .down = static_cast<std::uint32_t>(position.v % kOneTexel) >> 8};
}

// Two pixels mixed, two channels at a time; `weight` of the second in 1/256.
std::uint32_t mix_pixels(std::uint32_t first, std::uint32_t second, std::uint32_t weight) {
    constexpr std::uint32_t kEven = 0x00FF00FFu;
    constexpr std::uint32_t kHalf = 0x00800080u;
    const std::uint32_t even = (first & kEven) * (256 - weight) + (second & kEven) * weight + kHalf;
    const std::uint32_t odd = ((first >> 8) & kEven) * (256 - weight) + ((second >> 8) & kEven) * weight + kHalf;
    return ((even >> 8) & kEven) | (odd & ~kEven);
}

using Coverage = std::array<std::uint8_t, kPiece>;
using Pixels = std::array<std::uint32_t, kPiece>;

bool unfiltered(const Quad& quad) {
    return quad.u.kind != TextureWalk::Kind::scaled && quad.v.kind != TextureWalk::Kind::scaled;
}

bool forwards(const Quad& quad) {
    return unfiltered(quad) && quad.u.kind == TextureWalk::Kind::exact && quad.u.step > 0;
}

// `count` pixels of row y from x on. May point into the texture itself.
const std::uint8_t* coverage_row(const Quad& quad, int x, int y, int count, Coverage& scratch) {
    const TexelPosition start{quad.u.position(x), quad.v.position(y)};
    const std::uint8_t* from = texel(*quad.texture, start.u / kOneTexel, start.v / kOneTexel);
    if (forwards(quad)) return from;
    if (!unfiltered(quad)) {
        for (int i = 0; i < count; ++i)
            scratch[static_cast<std::size_t>(i)] =
                static_cast<std::uint8_t>(sample_coverage(*quad.texture, {quad.u.position(x + i), start.v}));
    } else if (quad.u.kind == TextureWalk::Kind::held) {
        std::fill_n(scratch.begin(), count, *from);
    } else {
        std::reverse_copy(from + 1 - count, from + 1, scratch.begin()); // the sprite of a corner, turned over
    }
    return scratch.data();
}

const std::uint32_t* color_row(const Quad& quad, int x, int y, int count, Pixels& scratch) {
    const TexelPosition start{quad.u.position(x), quad.v.position(y)};
    if (forwards(quad) && quad.texture->format == TextureFormat::premultiplied) {
        std::memcpy(scratch.data(), texel(*quad.texture, start.u / kOneTexel, start.v / kOneTexel),
                    static_cast<std::size_t>(count) * sizeof(std::uint32_t));
    } else {
        for (int i = 0; i < count; ++i)
            scratch[static_cast<std::size_t>(i)] = sample_premultiplied(*quad.texture, {quad.u.position(x + i), start.v});
    }
    tint_span(scratch.data(), static_cast<std::size_t>(count), quad.color);
    return scratch.data();
}

void draw_plain(const Quad& quad, const Canvas& canvas, const PixelRect& area) {
    const auto count = static_cast<std::size_t>(area.width());
    for (int y = area.top; y < area.bottom; ++y) {
        if (quad.opaque())
            fill_span(canvas.row(y) + area.left, count, quad.color);
        else
            blend_span(canvas.row(y) + area.left, count, quad.color);
    }
}

void draw_coverage(const Quad& quad, const Canvas& canvas, const PixelRect& area) {
    Coverage scratch;
    for (int y = area.top; y < area.bottom; ++y)
        for (int x = area.left; x < area.right; x += kPiece) {
            const int count = std::min(kPiece, area.right - x);
            mask_span(canvas.row(y) + x, static_cast<std::size_t>(count), coverage_row(quad, x, y, count, scratch), quad.color);
        }
}

void draw_colored(const Quad& quad, const Canvas& canvas, const PixelRect& area) {
    Pixels scratch;
    for (int y = area.top; y < area.bottom; ++y)
        for (int x = area.left; x < area.right; x += kPiece) {
            const int count = std::min(kPiece, area.right - x);
            over_span(canvas.row(y) + x, static_cast<std::size_t>(count), color_row(quad, x, y, count, scratch));
        }
}

} // namespace

std::uint32_t sample_coverage(const Texture& texture, TexelPosition position) {
    const Neighbours at = neighbours(texture, position);
    const auto row = [&](int y) { return *texel(texture, at.left, y) * (256 - at.across) + *texel(texture, at.right, y) * at.across; };
    return (row(at.top) * (256 - at.down) + row(at.bottom) * at.down + 32'768) >> 16;
}

std::uint32_t sample_premultiplied(const Texture& texture, TexelPosition position) {
    const Neighbours at = neighbours(texture, position);
    if (at.across == 0 && at.down == 0) return premultiplied_texel(texture, at.left, at.top);
    const auto row = [&](int y) {
        return mix_pixels(premultiplied_texel(texture, at.left, y), premultiplied_texel(texture, at.right, y), at.across);
    };
    return mix_pixels(row(at.top), row(at.bottom), at.down);
}

void draw(const Quad& quad, const Canvas& canvas, const PixelRect& clip) {
    const PixelRect area = intersection(quad.bounds, clip);
    if (area.empty() || alpha_of(quad.color) == 0) return;
    if (quad.texture == nullptr)
        draw_plain(quad, canvas, area);
    else if (quad.texture->format == TextureFormat::alpha8)
        draw_coverage(quad, canvas, area);
    else
        draw_colored(quad, canvas, area);
}

void draw(const Primitive& primitive, const Canvas& canvas, const PixelRect& clip) {
    std::visit([&](const auto& shape) { draw(shape, canvas, clip); }, primitive);
}

} // namespace kaogong::kiosk::platform
