// One question to the X server that SDL does not answer. Private to the SDL window.
#pragma once

namespace kaogong::kiosk::platform {

// Whether a window manager runs on the X display; false where there is no display. A kiosk session usually has none.
bool x11_has_window_manager();

} // namespace kaogong::kiosk::platform
