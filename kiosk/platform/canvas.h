// Pixels and rectangles of pixels, as the renderer means them: opaque, one 0xFFRRGGBB word each, rectangles half open. Nothing here knows a
// window or Dear ImGui.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kaogong::kiosk::platform {

struct Extent {
    int width = 0;
    int height = 0;
    auto operator<=>(const Extent&) const = default;
};

// Pixels with left <= x < right and top <= y < bottom.
struct PixelRect {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    int width() const { return right - left; }
    int height() const { return bottom - top; }
    bool empty() const { return left >= right || top >= bottom; }
    bool covers(const PixelRect& other) const {
        return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
    }
    auto operator<=>(const PixelRect&) const = default;
};

inline PixelRect whole(Extent extent) {
    return {0, 0, extent.width, extent.height};
}
inline PixelRect intersection(const PixelRect& a, const PixelRect& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

// Somebody else's pixels: a window surface, an Image.
struct Canvas {
    std::uint32_t* pixels = nullptr;
    Extent extent;
    std::ptrdiff_t stride = 0; // pixels from one row to the next

    std::uint32_t* row(int y) const { return pixels + y * stride; }
    std::uint32_t& at(int x, int y) const { return row(y)[x]; }
};

// Pixels of our own. Starts black.
class Image {
  public:
    Image() = default;
    explicit Image(Extent extent)
        : extent_(extent), pixels_(static_cast<std::size_t>(extent.width) * static_cast<std::size_t>(extent.height), 0xFF000000u) {}

    Extent extent() const { return extent_; }
    Canvas canvas() { return {pixels_.data(), extent_, extent_.width}; }
    const std::vector<std::uint32_t>& pixels() const { return pixels_; }
    bool operator==(const Image&) const = default;

  private:
    Extent extent_;
    std::vector<std::uint32_t> pixels_;
};

} // namespace kaogong::kiosk::platform
