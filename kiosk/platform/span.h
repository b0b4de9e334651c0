// The innermost loops of the software renderer: one row of pixels at a time. Whole numbers only, rounded to nearest, so that the same call
// gives the same bytes on every machine. They trust their caller: both ends of a span lie on the canvas.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kaogong::kiosk::platform {

// A colour as 0xAARRGGBB, not premultiplied.
using Color = std::uint32_t;

// x / 255 rounded to nearest, exact for 0 <= x <= 65025.
constexpr std::uint32_t divide_by_255(std::uint32_t x) {
    x += 128;
    return (x + (x >> 8)) >> 8;
}
constexpr std::uint32_t alpha_of(Color color) {
    return color >> 24;
}

void fill_span(std::uint32_t* pixels, std::size_t count, Color opaque);
void blend_span(std::uint32_t* pixels, std::size_t count, Color color);
// Lays `color` on through `mask`, one byte of coverage a pixel: glyphs, corners, icons.
void mask_span(std::uint32_t* pixels, std::size_t count, const std::uint8_t* mask, Color color);
// Lays premultiplied 0xAARRGGBB pixels on: pictures.
void over_span(std::uint32_t* pixels, std::size_t count, const std::uint32_t* premultiplied);
// Multiplies premultiplied pixels by a colour, in place: a tinted or faded picture.
void tint_span(std::uint32_t* premultiplied, std::size_t count, Color tint);

constexpr std::uint32_t blend_channel(std::uint32_t below, std::uint32_t above, std::uint32_t alpha) {
    return divide_by_255(above * alpha + below * (255 - alpha));
}
// One pixel, the slow way that the spans must agree with.
constexpr std::uint32_t blend_pixel(std::uint32_t below, Color color, std::uint32_t alpha) {
    const auto channel = [&](int shift) { return blend_channel((below >> shift) & 0xFF, (color >> shift) & 0xFF, alpha) << shift; };
    return 0xFF000000u | channel(16) | channel(8) | channel(0);
}
constexpr std::uint32_t over_pixel(std::uint32_t below, std::uint32_t premultiplied) {
    const std::uint32_t rest = 255 - alpha_of(premultiplied);
    const auto channel = [&](int shift) {
        return (((premultiplied >> shift) & 0xFF) + divide_by_255(((below >> shift) & 0xFF) * rest)) << shift;
    };
    return 0xFF000000u | channel(16) | channel(8) | channel(0);
}
constexpr std::uint32_t premultiply(Color color) {
    const std::uint32_t alpha = alpha_of(color);
    const auto channel = [&](int shift) { return divide_by_255(((color >> shift) & 0xFF) * alpha) << shift; };
    return (alpha << 24) | channel(16) | channel(8) | channel(0);
}
constexpr std::uint32_t tint_pixel(std::uint32_t premultiplied, Color tint) {
    const std::uint32_t factor = premultiply(tint);
    const auto channel = [&](int shift, std::uint32_t by) { return divide_by_255(((premultiplied >> shift) & 0xFF) * by) << shift; };
    return channel(24, alpha_of(tint)) | channel(16, (factor >> 16) & 0xFF) | channel(8, (factor >> 8) & 0xFF) | channel(0, factor & 0xFF);
}

} // namespace kaogong::kiosk::platform
