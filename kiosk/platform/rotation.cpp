// The four ways a panel can hang.
#include "kiosk/platform/rotation.h"

namespace kaogong::kiosk::platform {

std::optional<Rotation> rotation_from_degrees(int degrees) {
    switch (degrees) {
    case 0: return Rotation::none;
    case 90: return Rotation::quarter;
    case 180: return Rotation::half;
    case 270: return Rotation::three_quarters;
    default: return std::nullopt;
    }
}

Extent turned(Extent extent, Rotation rotation) {
    const bool sideways = rotation == Rotation::quarter || rotation == Rotation::three_quarters;
    return sideways ? Extent{extent.height, extent.width} : extent;
}

Point panel_to_picture(Point on_panel, Extent picture, Rotation rotation) {
    const auto width = static_cast<float>(picture.width);
    const auto height = static_cast<float>(picture.height);
    switch (rotation) {
    case Rotation::none: return on_panel;
    case Rotation::quarter: return {on_panel.y, height - on_panel.x};
    case Rotation::half: return {width - on_panel.x, height - on_panel.y};
    case Rotation::three_quarters: return {width - on_panel.y, on_panel.x};
    }
    return on_panel;
}

PixelRect picture_to_panel(const PixelRect& rect, Extent picture, Rotation rotation) {
    switch (rotation) {
    case Rotation::none: return rect;
    case Rotation::quarter: return {picture.height - rect.bottom, rect.left, picture.height - rect.top, rect.right};
    case Rotation::half:
        return {picture.width - rect.right, picture.height - rect.bottom, picture.width - rect.left, picture.height - rect.top};
    case Rotation::three_quarters: return {rect.top, picture.width - rect.right, rect.bottom, picture.width - rect.left};
    }
    return rect;
}

namespace {

// How far apart on the panel two neighbours of the picture lie, in words.
struct Steps {
    std::ptrdiff_t across;
    std::ptrdiff_t down;
};

Steps steps_on(const Canvas& panel, Rotation rotation) {
    switch (rotation) {
    case Rotation::none: return {1, panel.stride};
    case Rotation::quarter: return {panel.stride, -1};
    case Rotation::half: return {-1, -panel.stride};
    case Rotation::three_quarters: return {-panel.stride, 1};
    }
    return {1, panel.stride};
}

// Copies a block so small that the rows it reads and the columns it writes stay in the cache.
void copy_block(const Canvas& picture, const PixelRect& block, const Canvas& panel, Rotation rotation) {
    const PixelRect first = picture_to_panel({block.left, block.top, block.left + 1, block.top + 1}, picture.extent, rotation);
    std::uint32_t* const to = &panel.at(first.left, first.top);
    const Steps steps = steps_on(panel, rotation);
    for (int y = 0; y < block.height(); ++y) {
        const std::uint32_t* from = picture.row(block.top + y) + block.left;
        for (int x = 0; x < block.width(); ++x) to[y * steps.down + x * steps.across] = from[x];
    }
}

} // namespace

void copy_turned(const Canvas& picture, const PixelRect& rect, const Canvas& panel, Rotation rotation) {
    constexpr int kBlock = 16;
    for (int top = rect.top; top < rect.bottom; top += kBlock)
        for (int left = rect.left; left < rect.right; left += kBlock)
            copy_block(picture, intersection(rect, {left, top, left + kBlock, top + kBlock}), panel, rotation);
}

} // namespace kaogong::kiosk::platform
