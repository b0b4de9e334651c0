// How the 1280 x 720 canvas that screens are designed on meets a panel: one scale for both directions, whole device pixels, the picture
// turned as the panel is mounted. Pure arithmetic on what the hardware profile says.
#pragma once

#include "kiosk/platform/canvas.h"

#include <optional>

namespace kaogong::kiosk::platform {

inline constexpr int kVirtualWidth = 1280; // virtual units
inline constexpr int kVirtualHeight = 720;

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

struct DisplayOptions {
    Extent pixels;             // of the picture, after rotation
    double scale_override = 0; // pixels a unit; 0: as large as fits
    double width_mm = 0;       // of the picture on the panel; 0: not known
};

// Screens get at least 1280 x 720 units; a panel of another shape gets more in one direction, never a squeezed picture.
class Display {
  public:
    explicit Display(const DisplayOptions& options);

    double scale() const { return scale_; } // pixels a unit
    float width_units() const;
    float height_units() const;
    // Where the 1280 x 720 canvas lies when a screen does not use the extra room: in the middle, on whole pixels.
    PixelRect centred_canvas() const;

    int pixels(double units) const;      // nearest
    int line_pixels(double units) const; // of a border: nearest, at least one
    float units(double pixels) const { return static_cast<float>(pixels / scale_); }
    std::optional<double> mm(double units) const; // nothing where the profile does not know the panel's size

  private:
    DisplayOptions options_;
    double scale_;
};

} // namespace kaogong::kiosk::platform
