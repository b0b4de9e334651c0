// The least that any program with this library and this typeface must draw: one sentence. The limit beside the kiosk's own start and idle figures.
#pragma once

#include "kiosk/platform/gui.h"

namespace kaogong::kiosk::platform {

void draw_bare_frame(Gui& gui, std::int64_t now_ms, const char* text);

} // namespace kaogong::kiosk::platform
