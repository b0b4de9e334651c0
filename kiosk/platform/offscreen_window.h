// A picture in memory. Its only events are those that scripts push and wake().
#pragma once

#include "kiosk/platform/window.h"

namespace kaogong::kiosk::platform {

Result<std::unique_ptr<Window>> open_offscreen_window(const WindowOptions& options);

} // namespace kaogong::kiosk::platform
