// A picture turned as the panel is mounted: how sizes, touches and rectangles go from one to the other. Pure arithmetic.
#pragma once

#include "kiosk/platform/canvas.h"

#include <optional>

namespace kaogong::kiosk::platform {

// How far the picture is turned clockwise on the panel.
enum class Rotation { none, quarter, half, three_quarters };
std::optional<Rotation> rotation_from_degrees(int degrees); // 0, 90, 180, 270

struct Point {
    float x = 0;
    float y = 0;
    bool operator==(const Point&) const = default;
};

Extent turned(Extent extent, Rotation rotation);                           // of the picture, from that of the panel, or the other way
Point panel_to_picture(Point on_panel, Extent picture, Rotation rotation); // a touch
PixelRect picture_to_panel(const PixelRect& rect, Extent picture, Rotation rotation); // a rectangle to be shown
// Copies one rectangle of the picture to where it belongs on the panel.
void copy_turned(const Canvas& picture, const PixelRect& rect, const Canvas& panel, Rotation rotation);

} // namespace kaogong::kiosk::platform
