// What all windows share.
#include "kiosk/platform/window.h"

#include "kiosk/platform/offscreen_window.h"
#include "kiosk/platform/sdl_window.h"

namespace kaogong::kiosk::platform {

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    CHECK(options.size.width > 0 && options.size.height > 0);
    return options.mode == WindowMode::offscreen ? open_offscreen_window(options) : open_sdl_window(options);
}

std::vector<Event> Window::wait_events(int timeout_ms) {
    std::vector<Event> events;
    collect_events(pushed_.empty() ? timeout_ms : 0, events);
    std::move(pushed_.begin(), pushed_.end(), std::back_inserter(events));
    pushed_.clear();
    return events;
}

} // namespace kaogong::kiosk::platform
