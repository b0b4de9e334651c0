// Round corners, discs, rings and icons, rasterised once into the font atlas at device resolution and from then on only copied. A rectangle
// of the atlas may move when the atlas grows, so a sprite is looked up anew for every use and never kept.
#pragma once

#include "kiosk/ui/icons.h"
#include "kiosk/ui/vector.h"

#include <imgui.h>

#include <map>

namespace kaogong::kiosk::ui {

struct Sprite {
    ImTextureRef texture;
    ImVec2 uv0;
    ImVec2 uv1;
};

class Sprites {
  public:
    Sprite corner(Corner corner); // top left; the others are the same one turned over
    Sprite corner_mask(int radius_px);
    Sprite icon(Icon icon, int size_px);

  private:
    // What a sprite shows: an icon (0 is a corner) with its size, or a corner with radius and thickness (negative: the mask).
    struct Name {
        int icon = 0;
        int size_px = 0;
        int thickness_px = 0;
        auto operator<=>(const Name&) const = default;
    };
    Sprite find_or_draw(const Name& name);

    std::map<Name, ImFontAtlasRectId> rects_;
};

} // namespace kaogong::kiosk::ui
