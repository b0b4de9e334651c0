// A window of SDL's, on the desktop or over the whole screen.
#pragma once

#include "kiosk/platform/window.h"

namespace kaogong::kiosk::platform {

// One at a time: SDL's video part is started with it and ends with it.
Result<std::unique_ptr<Window>> open_sdl_window(const WindowOptions& options);

} // namespace kaogong::kiosk::platform
