// Scale and rotation.
#include "kiosk/platform/display.h"

#include <cmath>

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

void copy_turned(const Canvas& picture, const PixelRect& rect, const Canvas& panel, Rotation rotation) {
    for (int y = rect.top; y < rect.bottom; ++y)
        for (int x = rect.left; x < rect.right; ++x) {
            const PixelRect target = picture_to_panel({x, y, x + 1, y + 1}, picture.extent, rotation);
            panel.at(target.left, target.top) = picture.at(x, y);
        }
}

Display::Display(const DisplayOptions& options) : options_(options) {
    const double fitting = std::min(double(options.pixels.width) / kVirtualWidth, double(options.pixels.height) / kVirtualHeight);
    scale_ = options.scale_override > 0 ? options.scale_override : fitting;
}

float Display::width_units() const {
    return units(options_.pixels.width);
}

float Display::height_units() const {
    return units(options_.pixels.height);
}

PixelRect Display::centred_canvas() const {
    const int width = pixels(kVirtualWidth);
    const int height = pixels(kVirtualHeight);
    const int left = (options_.pixels.width - width) / 2;
    const int top = (options_.pixels.height - height) / 2;
    return {left, top, left + width, top + height};
}

int Display::pixels(double units) const {
    return static_cast<int>(std::floor(units * scale_ + 0.5));
}

int Display::line_pixels(double units) const {
    return std::max(1, pixels(units));
}

std::optional<double> Display::mm(double units) const {
    if (options_.width_mm <= 0 || options_.pixels.width <= 0) return std::nullopt;
    return units * scale_ * options_.width_mm / options_.pixels.width;
}

} // namespace kaogong::kiosk::platform
