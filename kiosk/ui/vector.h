// Our own small vector rasteriser: coverage from signed distances, so that round corners, circles and icons have clean edges at every
// device resolution. It runs once per shape and size; frames only copy what it made (sprites.h). It must never be called per frame.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kaogong::kiosk::ui {

struct Coverage {
    int w = 0;
    int h = 0;
    std::vector<std::uint8_t> alpha; // row by row, 255 is covered

    std::uint8_t at(int x, int y) const { return alpha[static_cast<std::size_t>(y * w + x)]; }
};

// The top left quarter of a disc (thickness 0) or of a ring whose outer radius is `radius`.
struct Corner {
    int radius_px = 0;
    int thickness_px = 0;
};
Coverage draw_corner(Corner corner);
// What the disc leaves free of its square: laid over a picture, it makes the picture's corner round.
Coverage draw_corner_mask(int radius_px);

// A path on a 24 x 24 grid, drawn into a square. Commands, absolute, numbers separated by blanks:
//   M x y   L x y   C x1 y1 x2 y2 x y   Z   O cx cy r (circle)   R x y w h r (round rectangle)   S w (stroke from here on)   F (fill from
//   here on)
// Ends and joins are round.
Coverage draw_path(std::string_view path, int size_px);

} // namespace kaogong::kiosk::ui
