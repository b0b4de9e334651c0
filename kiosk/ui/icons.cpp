#include "kiosk/ui/icons.h"

#include <cstddef>

namespace kaogong::kiosk::ui {
namespace {

constexpr std::string_view kPaths[] = {"",
#define KAOGONG_ICON(name, path) path,
                                       KAOGONG_ICONS(KAOGONG_ICON)
#undef KAOGONG_ICON
};

} // namespace

std::string_view icon_path(Icon icon) {
    return kPaths[static_cast<std::size_t>(icon)];
}

} // namespace kaogong::kiosk::ui
