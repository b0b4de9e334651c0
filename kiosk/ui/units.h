// Virtual units: every screen is laid out on a canvas of 1280x720, or of 800x1280 where it has a layout for upright panels, and scaled as a
// whole to the panel. Positions are
// rounded to device pixels once, here, so that edges are sharp and neighbours meet; a border is never thinner than one device pixel.
#pragma once

#include <cmath>

namespace kaogong::kiosk::ui {

struct Point {
    float x = 0;
    float y = 0;
};

struct Rect {
    float x = 0;
    float y = 0;
    float w = 0;
    float h = 0;

    constexpr float right() const { return x + w; }
    constexpr float bottom() const { return y + h; }
    constexpr Point center() const { return {x + w / 2, y + h / 2}; }
    constexpr bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    constexpr Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
    constexpr Rect inset(float d) const { return inset(d, d); }
    constexpr Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
    // The rectangle grown about its centre to at least this size: what a small drawing offers to a finger.
    Rect grown_to(float width, float height) const {
        const float dw = std::fmax(0.0F, width - w);
        const float dh = std::fmax(0.0F, height - h);
        return {x - dw / 2, y - dh / 2, w + dw, h + dh};
    }
    constexpr Rect cut_left(float width) const { return {x, y, width, h}; }
    constexpr Rect cut_right(float width) const { return {right() - width, y, width, h}; }
    constexpr Rect without_left(float width) const { return {x + width, y, w - width, h}; }
    constexpr Rect without_right(float width) const { return {x, y, w - width, h}; }
    constexpr Rect cut_top(float height) const { return {x, y, w, height}; }
    constexpr Rect without_top(float height) const { return {x, y + height, w, h - height}; }
};

struct Size {
    float w = 0;
    float h = 0;
};

inline constexpr Size kLandscape{1280, 720};
inline constexpr Size kPortrait{800, 1280};

// The least width and height of anything to touch.
inline constexpr float kTarget = 64;

// Where a rectangle of virtual units lies on the panel, in whole device pixels.
struct PixelRect {
    float x0, y0, x1, y1;
    float w() const { return x1 - x0; }
    float h() const { return y1 - y0; }
};

class Units {
  public:
    // The canvas is scaled to fit and centred; what is left over keeps the ground colour.
    static Units fit(Size panel_px, Size canvas = kLandscape);

    Size canvas() const { return canvas_; }
    bool portrait() const { return canvas_.h > canvas_.w; }
    float scale() const { return scale_; }

    float length(float units) const { return units * scale_; }
    float thickness(float units) const { return std::fmax(1.0F, std::floor(units * scale_ + 0.25F)); }
    float radius(float units) const { return std::round(units * scale_); }
    PixelRect pixels(Rect rect) const;
    Point pixel(Point p) const { return {std::round(origin_.x + p.x * scale_), std::round(origin_.y + p.y * scale_)}; }
    Point from_pixel(Point p) const { return {(p.x - origin_.x) / scale_, (p.y - origin_.y) / scale_}; }
    float to_units(float px) const { return px / scale_; }

  private:
    Size canvas_ = kLandscape;
    float scale_ = 1;
    Point origin_;
};

} // namespace kaogong::kiosk::ui
