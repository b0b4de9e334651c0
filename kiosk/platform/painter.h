// Draws a frame where it differs from the last one. The screen is cut into tiles of 64 pixels; what lands on a tile is hashed in order, and
// only tiles whose hash changed are drawn again. Equal frames draw nothing. The result is always the same as drawing the whole frame.
#pragma once

#include "kiosk/platform/draw_data.h"

#include <span>

namespace kaogong::kiosk::platform {

inline constexpr int kTileSide = 64; // pixels

class Painter {
  public:
    // Brings `canvas` up to date and says which rectangles of it changed; they do not overlap, and are good until the next call. The canvas
    // must be the one of the last call, untouched, or forget() must have been called.
    std::span<const PixelRect> paint(const ImDrawData& data, const Textures& textures, const Canvas& canvas);

    // The canvas is new, lost or was drawn on: the next paint draws all of it.
    void forget() { hashes_.clear(); }

  private:
    using Hashes = std::vector<std::uint64_t>;

    Extent tiles() const;
    PixelRect tile_rect(int column, int row) const;
    void hash_tiles(const Textures& textures);
    void hash_primitive(const Primitive& primitive, bool rewritten);
    void find_changes();
    void add_run(int row, int first_column, int end_column);
    void draw_region(const Canvas& canvas, const PixelRect& region) const;

    Extent extent_;
    std::vector<Primitive> primitives_;
    Hashes hashes_;           // of what the canvas shows, a row of tiles after the other; empty when unknown
    Hashes next_;             // of the frame being painted
    std::vector<bool> stale_; // tiles to be drawn whatever their hash says
    std::vector<PixelRect> changed_;
};

} // namespace kaogong::kiosk::platform
