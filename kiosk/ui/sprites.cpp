#include "kiosk/ui/sprites.h"

#include "core/base/check.h"

#include <cstddef>

namespace kaogong::kiosk::ui {
namespace {

// More shapes and sizes than all screens have together; reaching it means that something asks for sizes without end.
constexpr std::size_t kSpritesMax = 1024;

void write_pixels(ImTextureData& texture, const ImFontAtlasRect& rect, const Coverage& coverage) {
    for (int y = 0; y < coverage.h; ++y) {
        auto* row = static_cast<unsigned char*>(texture.GetPixelsAt(rect.x, rect.y + y));
        for (int x = 0; x < coverage.w; ++x) {
            if (texture.Format == ImTextureFormat_Alpha8) {
                row[x] = coverage.at(x, y);
            } else {
                unsigned char* pixel = row + static_cast<std::ptrdiff_t>(x) * 4;
                pixel[0] = pixel[1] = pixel[2] = 255;
                pixel[3] = coverage.at(x, y);
            }
        }
    }
}

constexpr int kMask = -1;

Coverage draw(int icon, int size_px, int thickness_px) {
    if (icon != 0) return draw_path(icon_path(static_cast<Icon>(icon)), size_px);
    return thickness_px == kMask ? draw_corner_mask(size_px) : draw_corner({size_px, thickness_px});
}

} // namespace

Sprite Sprites::corner(Corner corner) {
    return find_or_draw({0, corner.radius_px, corner.thickness_px});
}

Sprite Sprites::corner_mask(int radius_px) {
    return find_or_draw({0, radius_px, kMask});
}

Sprite Sprites::icon(Icon icon, int size_px) {
    return find_or_draw({static_cast<int>(icon), size_px, 0});
}

Sprite Sprites::find_or_draw(const Name& name) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontAtlasRect rect;
    const auto known = rects_.find(name);
    if (known == rects_.end() || !atlas.GetCustomRect(known->second, &rect)) {
        CHECK(rects_.size() < kSpritesMax);
        const Coverage coverage = draw(name.icon, name.size_px, name.thickness_px);
        const ImFontAtlasRectId id = atlas.AddCustomRect(coverage.w, coverage.h, &rect);
        CHECK(id != ImFontAtlasRectId_Invalid);
        write_pixels(*atlas.TexData, rect, coverage);
        rects_[name] = id;
    }
    return {atlas.TexRef, rect.uv0, rect.uv1};
}

} // namespace kaogong::kiosk::ui
