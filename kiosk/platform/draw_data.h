// Turns the draw lists of one Dear ImGui frame into primitives that the rasteriser knows. Two triangles that make an axis-aligned quad of
// one colour, which is all that our screens emit, become a Quad; the rest becomes Triangles. Never calls a callback that a draw list may
// carry.
#pragma once

#include "kiosk/platform/textures.h"

namespace kaogong::kiosk::platform {

// Replaces what `primitives` held. They point into `textures` and are good until it changes; none reaches beyond a canvas of this extent.
void read_draw_data(const ImDrawData& data, const Textures& textures, Extent extent, std::vector<Primitive>& primitives);

// How a quad shows texels [texel_first, texel_last) on pixels [pixel_first, pixel_last); exposed for its tests. `size` is that of the
// texture.
struct WalkRequest {
    double pixel_first = 0;
    double pixel_last = 0;
    double texel_first = 0;
    double texel_last = 0;
    int size = 1;
};
TextureWalk texture_walk(const WalkRequest& request);

} // namespace kaogong::kiosk::platform
