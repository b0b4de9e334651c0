// Four pixels a step with the vector types that both compilers have; what is left at the end of a row goes pixel by pixel through the same
// arithmetic. Little-endian, as every machine that we build for.
#include "kiosk/platform/span.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace kaogong::kiosk::platform {
namespace {

static_assert(std::endian::native == std::endian::little);

using Bytes16 = std::uint8_t __attribute__((vector_size(16)));
using Words8 = std::uint16_t __attribute__((vector_size(16)));
using Pixels4 = std::uint32_t __attribute__((vector_size(16)));

// Sixteen bytes as two halves of eight 16-bit lanes, room enough for a product of two bytes.
struct Wide {
    Words8 low;
    Words8 high;
};

Bytes16 load(const void* from) {
    Bytes16 bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

void store(void* to, Bytes16 bytes) {
    std::memcpy(to, &bytes, sizeof bytes);
}

Bytes16 repeat(std::uint32_t pixel) {
    const std::uint32_t four[4] = {pixel, pixel, pixel, pixel};
    return load(four);
}

Wide widen(Bytes16 bytes) {
    const Bytes16 zero{};
    return {std::bit_cast<Words8>(__builtin_shufflevector(bytes, zero, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)),
            std::bit_cast<Words8>(__builtin_shufflevector(bytes, zero, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31))};
}

Bytes16 narrow(Wide wide) {
    return __builtin_shufflevector(std::bit_cast<Bytes16>(wide.low), std::bit_cast<Bytes16>(wide.high), 0, 2, 4, 6, 8, 10, 12, 14, 16, 18,
                                   20, 22, 24, 26, 28, 30);
}

Words8 divide_by_255(Words8 x) {
    x += 128;
    return (x + (x >> 8)) >> 8;
}

Bytes16 double_low_half(Bytes16 bytes) {
    return __builtin_shufflevector(bytes, bytes, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

// Four bytes of coverage, each repeated for the four channels of its pixel.
Bytes16 spread(std::uint32_t coverage) {
    const std::uint32_t from[4] = {coverage, 0, 0, 0};
    return double_low_half(double_low_half(load(from)));
}

Bytes16 alpha_of_each(Bytes16 pixels) {
    Pixels4 alpha = std::bit_cast<Pixels4>(pixels) >> 24;
    alpha |= alpha << 8;
    return std::bit_cast<Bytes16>(alpha | (alpha << 16));
}

Words8 mix(Words8 below, Words8 above, Words8 alpha) {
    return divide_by_255(above * alpha + below * (255 - alpha));
}

} // namespace

void fill_span(std::uint32_t* pixels, std::size_t count, Color opaque) {
    std::fill_n(pixels, count, opaque);
}

void blend_span(std::uint32_t* pixels, std::size_t count, Color color) {
    const std::uint32_t alpha = alpha_of(color);
    // The alpha byte of the colour blends like the others; making it full keeps the canvas opaque.
    const Wide above = widen(repeat(color | 0xFF000000u));
    const Words8 alphas = widen(repeat(alpha * 0x01010101u)).low;
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const Wide below = widen(load(pixels + i));
        store(pixels + i, narrow({mix(below.low, above.low, alphas), mix(below.high, above.high, alphas)}));
    }
    for (; i < count; ++i) pixels[i] = blend_pixel(pixels[i], color, alpha);
}

void mask_span(std::uint32_t* pixels, std::size_t count, const std::uint8_t* mask, Color color) {
    const std::uint32_t color_alpha = alpha_of(color);
    const Bytes16 solid = repeat(color | 0xFF000000u);
    const Wide above = widen(solid);
    const Words8 factor = widen(repeat(color_alpha * 0x01010101u)).low;
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        std::uint32_t coverage;
        std::memcpy(&coverage, mask + i, sizeof coverage);
        // Most of a glyph's box is empty, and much of the rest is full.
        if (coverage == 0) continue;
        if (coverage == 0xFFFFFFFFu && color_alpha == 255) {
            store(pixels + i, solid);
            continue;
        }
        const Wide spread_mask = widen(spread(coverage));
        const Wide below = widen(load(pixels + i));
        const Wide alpha{divide_by_255(spread_mask.low * factor), divide_by_255(spread_mask.high * factor)};
        store(pixels + i, narrow({mix(below.low, above.low, alpha.low), mix(below.high, above.high, alpha.high)}));
    }
    for (; i < count; ++i) pixels[i] = blend_pixel(pixels[i], color, platform::divide_by_255(mask[i] * color_alpha));
}

void over_span(std::uint32_t* pixels, std::size_t count, const std::uint32_t* premultiplied) {
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const Bytes16 source = load(premultiplied + i);
        const Bytes16 alphas = alpha_of_each(source);
        const Wide rest = widen(~alphas);
        const Wide below = widen(load(pixels + i));
        store(pixels + i, source + narrow({divide_by_255(below.low * rest.low), divide_by_255(below.high * rest.high)}));
    }
    for (; i < count; ++i) pixels[i] = over_pixel(pixels[i], premultiplied[i]);
}

void tint_span(std::uint32_t* premultiplied, std::size_t count, Color tint) {
    if (tint == 0xFFFFFFFFu) return;
    for (std::size_t i = 0; i < count; ++i) premultiplied[i] = tint_pixel(premultiplied[i], tint);
}

} // namespace kaogong::kiosk::platform
