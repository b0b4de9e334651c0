// SDL's events become ours here and nowhere else.
#include "kiosk/platform/sdl_window.h"

#include "core/base/codes/kiosk.h"
#include "core/base/log.h"
#include "kiosk/platform/presenter.h"
#include "kiosk/platform/sdl_keys.h"
#include "kiosk/platform/touch.h"
#include "kiosk/platform/x11_session.h"

#include <atomic>
#include <cstring>

namespace kaogong::kiosk::platform {
namespace {

// SDL's video part, for as long as a window lives.
class SdlVideo {
  public:
    static Result<std::unique_ptr<SdlVideo>> start() {
        set_hints();
        if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return sdl_error(codes::display_missing);
        auto video = std::unique_ptr<SdlVideo>(new SdlVideo);
        if (!has_screen()) return error(codes::display_missing, SDL_GetCurrentVideoDriver());
        return video;
    }
    SdlVideo(const SdlVideo&) = delete;
    SdlVideo& operator=(const SdlVideo&) = delete;
    ~SdlVideo() { SDL_QuitSubSystem(SDL_INIT_VIDEO); }

  private:
    SdlVideo() = default;

    static void set_hints() {
        SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1"); // signals are main's business
        SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); // a touch is a touch, not also a mouse
        SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");    // without this SDL starts OpenGL to show a software picture
        SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");    // the first touch counts
        SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0"); // nothing puts an exam aside
        SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
        // Input methods of the system suggest answers; ours is inside the program.
        SDL_setenv("XMODIFIERS", "@im=none", 1);
        // Nor has an exam business with the desktop's bus; where there is none, SDL would even start one.
        SDL_setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null", 1);
    }

    // SDL falls back to drivers that show nothing. They count only where somebody asked for one by name.
    static bool has_screen() {
        const char* driver = SDL_GetCurrentVideoDriver();
        const bool shows_nothing =
            std::strcmp(driver, "offscreen") == 0 || std::strcmp(driver, "dummy") == 0 || std::strcmp(driver, "evdev") == 0;
        return !shows_nothing || SDL_GetHint(SDL_HINT_VIDEODRIVER) != nullptr;
    }
};

struct DestroyWindow {
    void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
using WindowPointer = std::unique_ptr<SDL_Window, DestroyWindow>;

struct Parts {
    std::unique_ptr<SdlVideo> video;
    WindowPointer window;
    std::unique_ptr<Presenter> presenter;
    Uint32 wake_type;
};

class SdlWindow final : public Window {
  public:
    SdlWindow(Parts parts, const WindowOptions& options)
        : parts_(std::move(parts)), mode_(options.mode), rotation_(options.rotation), touch_(options.touch_debounce_ms) {}

    Canvas canvas() override { return parts_.presenter->canvas(); }
    int canvas_generation() const override { return generation_; }
    void present(std::span<const PixelRect> changed) override { parts_.presenter->present(changed); }

    void wake() override {
        if (wake_pending_.exchange(true)) return;
        SDL_Event event{};
        event.type = parts_.wake_type;
        // A queue that is full wakes the sleeper anyway; the next call must try again.
        if (SDL_PushEvent(&event) <= 0) wake_pending_ = false;
    }

  private:
    void collect_events(int timeout_ms, std::vector<Event>& events) override {
        SDL_Event event;
        if (SDL_WaitEventTimeout(&event, timeout_ms) == 0) return;
        do take(event, events);
        while (SDL_PollEvent(&event) != 0);
    }

    void take(const SDL_Event& event, std::vector<Event>& events) {
        switch (event.type) {
        case SDL_MOUSEMOTION: mouse(EventKind::pointer_move, event.motion.x, event.motion.y, events); break;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP: button(event.button, events); break;
        case SDL_MOUSEWHEEL: events.push_back({.kind = EventKind::wheel, .at = {event.wheel.preciseX, -event.wheel.preciseY}}); break;
        case SDL_FINGERDOWN: finger(EventKind::pointer_down, event.tfinger, events); break;
        case SDL_FINGERMOTION: finger(EventKind::pointer_move, event.tfinger, events); break;
        case SDL_FINGERUP: finger(EventKind::pointer_up, event.tfinger, events); break;
        case SDL_KEYDOWN:
        case SDL_KEYUP:
            if (std::optional<Event> key = key_event(event.key)) events.push_back(std::move(*key));
            break;
        case SDL_TEXTINPUT:
            if (is_plain_text(event.text.text, SDL_GetModState())) events.push_back({.kind = EventKind::text, .text = event.text.text});
            break;
        case SDL_WINDOWEVENT: window_changed(event.window, events); break;
        case SDL_QUIT:
            if (mode_ == WindowMode::windowed) events.push_back({.kind = EventKind::quit});
            break;
        default:
            if (event.type == parts_.wake_type) woken(events);
        }
    }

    Point to_picture(Point on_panel) { return panel_to_picture(on_panel, extent(), rotation_); }

    void mouse(EventKind kind, int x, int y, std::vector<Event>& events) {
        show_cursor(SDL_ENABLE);
        // The middle of the pixel, so that turning the picture loses none at the edge.
        events.push_back({.kind = kind, .at = to_picture({static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f})});
    }

    void button(const SDL_MouseButtonEvent& button, std::vector<Event>& events) {
        if (button.button != SDL_BUTTON_LEFT) return;
        mouse(button.type == SDL_MOUSEBUTTONDOWN ? EventKind::pointer_down : EventKind::pointer_up, button.x, button.y, events);
    }

    void finger(EventKind kind, const SDL_TouchFingerEvent& touch, std::vector<Event>& events) {
        show_cursor(SDL_DISABLE);
        const Extent panel = turned(extent(), rotation_);
        const Point at = to_picture({touch.x * static_cast<float>(panel.width), touch.y * static_cast<float>(panel.height)});
        if (std::optional<Event> event = touch_.step({kind, touch.fingerId, at, touch.timestamp})) events.push_back(std::move(*event));
    }

    // Fingers need no arrow; it comes back with the mouse.
    void show_cursor(int wanted) {
        if (SDL_ShowCursor(SDL_QUERY) != wanted) SDL_ShowCursor(wanted);
    }

    void window_changed(const SDL_WindowEvent& change, std::vector<Event>& events) {
        if (change.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
            // The canvas is that of the new window in any case; a window that shrinks to nothing keeps the old one.
            if (Result<void> followed = parts_.presenter->follow_window(); !followed) log(LogLevel::error, followed.error());
            ++generation_;
        } else if (change.event == SDL_WINDOWEVENT_EXPOSED) {
            parts_.presenter->present_again();
        } else {
            return;
        }
        events.push_back({.kind = EventKind::shown});
    }

    void woken(std::vector<Event>& events) {
        // Cleared before the event is handed on: what is posted from now on makes an event of its own.
        wake_pending_ = false;
        events.push_back({.kind = EventKind::wake});
    }

    Parts parts_;
    WindowMode mode_;
    Rotation rotation_;
    TouchFilter touch_;
    int generation_ = 0;
    std::atomic<bool> wake_pending_ = false;
};

// Fullscreen is asked of a window manager; where there is none SDL would wait 100 ms for an answer, and a window of the screen's size is
// the same.
Uint32 fullscreen_flags() {
    constexpr Uint32 kCovering = SDL_WINDOW_BORDERLESS | SDL_WINDOW_ALWAYS_ON_TOP | SDL_WINDOW_KEYBOARD_GRABBED;
    const bool unmanaged = std::strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0 && !x11_has_window_manager();
    return unmanaged ? kCovering : kCovering | SDL_WINDOW_FULLSCREEN_DESKTOP;
}

Result<WindowPointer> create_window(const WindowOptions& options) {
    const bool fullscreen = options.mode == WindowMode::fullscreen;
    SDL_Rect place{SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.size.width, options.size.height};
    if (fullscreen && SDL_GetDisplayBounds(0, &place) != 0) return sdl_error(codes::display_missing);
    const Uint32 flags = fullscreen ? fullscreen_flags() : Uint32{SDL_WINDOW_SHOWN};
    WindowPointer window(SDL_CreateWindow(options.title.c_str(), place.x, place.y, place.w, place.h, flags));
    if (!window) return sdl_error(codes::window_refused);
    return window;
}

// Some sessions (Wayland, the bare console) have no window memory to draw into; there the picture goes the way of a texture.
Result<std::unique_ptr<Presenter>> make_presenter(SDL_Window& window, const WindowOptions& options) {
    if (options.renderer == RendererKind::opengl) return make_texture_presenter(window, options.rotation);
    Result<std::unique_ptr<Presenter>> surface = make_surface_presenter(window, options.rotation);
    if (surface) return surface;
    log(LogLevel::warning, surface.error());
    Result<std::unique_ptr<Presenter>> texture = make_texture_presenter(window, options.rotation);
    return texture ? std::move(texture) : std::move(surface);
}

} // namespace

Result<std::unique_ptr<Window>> open_sdl_window(const WindowOptions& options) {
    Parts parts;
    parts.video = TRY(SdlVideo::start());
    parts.window = TRY(create_window(options));
    parts.presenter = TRY(make_presenter(*parts.window, options));
    parts.wake_type = SDL_RegisterEvents(1);
    return std::unique_ptr<Window>(std::make_unique<SdlWindow>(std::move(parts), options));
}

} // namespace kaogong::kiosk::platform
