#include "kiosk/ui/units.h"

#include <algorithm>

namespace kaogong::kiosk::ui {

Units Units::fit(Size panel_px, Size canvas) {
    Units units;
    units.canvas_ = canvas;
    units.scale_ = std::min(panel_px.w / units.canvas_.w, panel_px.h / units.canvas_.h);
    units.origin_ = {std::floor((panel_px.w - units.canvas_.w * units.scale_) / 2),
                     std::floor((panel_px.h - units.canvas_.h * units.scale_) / 2)};
    return units;
}

PixelRect Units::pixels(Rect rect) const {
    const Point top_left = pixel({rect.x, rect.y});
    const Point bottom_right = pixel({rect.right(), rect.bottom()});
    return {top_left.x, top_left.y, bottom_right.x, bottom_right.y};
}

} // namespace kaogong::kiosk::ui
