// Where the picture goes and where events come from: a window of the desktop, the whole screen, or nothing at all (offscreen: no display,
// no SDL, for servers, scripts and tests). A window knows pixels and events, not Dear ImGui.
#pragma once

#include "core/base/result.h"
#include "kiosk/platform/touch.h"

#include <memory>
#include <span>
#include <vector>

namespace kaogong::kiosk::platform {

enum class WindowMode { windowed, fullscreen, offscreen };
// How the finished picture gets to the screen. It is always drawn by our own rasteriser, so that all machines show the same bytes; opengl,
// for machines whose profile says that they have a GPU and for sessions without shared-memory windows, hands it over as a texture.
enum class RendererKind { software, opengl };

struct WindowOptions {
    WindowMode mode = WindowMode::windowed;
    Extent size{1280, 720}; // of the panel, before rotation; fullscreen takes the panel's own
    Rotation rotation = Rotation::none;
    RendererKind renderer = RendererKind::software;
    std::string title = "Kaogong";
    int touch_debounce_ms = kTouchDebounceMs; // of the profile
};

inline constexpr int kWaitForever = -1;

class Window {
  public:
    // Fails with display_missing where there is no screen, window_refused where it will not have us, renderer_missing without OpenGL.
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    virtual ~Window() = default;

    // The picture to draw on, as it is seen. May be another one after a `shown` event; then canvas_generation() differs too.
    virtual Canvas canvas() = 0;
    virtual int canvas_generation() const = 0;
    Extent extent() { return canvas().extent; }
    // Brings these rectangles of the canvas to the screen.
    virtual void present(std::span<const PixelRect> changed) = 0;

    // Sleeps until something happens or the time is over, without polling; then everything that has happened so far, in order.
    std::vector<Event> wait_events(int timeout_ms);
    // Puts an event behind those that have happened. For scripts; from the thread that waits.
    void push(Event event) { pushed_.push_back(std::move(event)); }
    // Ends a wait with a `wake` event. From any thread, any number of times: several calls may become one event. Threads that may call it
    // must have ended before the window goes.
    virtual void wake() = 0;

  protected:
    virtual void collect_events(int timeout_ms, std::vector<Event>& events) = 0;

  private:
    std::vector<Event> pushed_;
};

} // namespace kaogong::kiosk::platform
