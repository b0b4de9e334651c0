// The SDL window on SDL's dummy driver, which shows nothing but speaks the same language: events, keys, rotation, refusals.
#include "core/base/codes/kiosk.h"
#include "kiosk/platform/sdl_keys.h"
#include "kiosk/platform/window.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::platform;

namespace {

// SDL's choice of driver, put back afterwards.
class Driver {
  public:
    explicit Driver(const char* name) { SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, name, SDL_HINT_OVERRIDE); }
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;
    ~Driver() { SDL_ResetHint(SDL_HINT_VIDEODRIVER); }
};

std::unique_ptr<Window> open_window(const WindowOptions& options = {.size = {320, 200}}) {
    std::unique_ptr<Window> window = Window::open(options).value();
    window->wait_events(0);
    return window;
}

SDL_KeyboardEvent key(Uint32 type, SDL_Keycode code, int modifiers = KMOD_NONE) {
    SDL_KeyboardEvent event{};
    event.type = type;
    event.keysym.sym = code;
    event.keysym.mod = static_cast<Uint16>(modifiers);
    return event;
}

void push_finger(Uint32 type, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.fingerId = 7;
    event.tfinger.x = x;
    event.tfinger.y = y;
    SDL_PushEvent(&event);
}

} // namespace

TEST_CASE("a window has a canvas of its size and takes what is presented") {
    const Driver driver("dummy");
    const std::unique_ptr<Window> window = open_window();
    CHECK(window->extent() == Extent{320, 200});
    window->canvas().at(319, 199) = 0xFF123456u;
    const PixelRect changed[] = {{0, 0, 64, 64}, {256, 128, 320, 200}};
    window->present(changed);
    CHECK_EQ(window->canvas().at(319, 199), 0xFF123456u);
}

TEST_CASE("a touch arrives in pixels of the picture, however the panel hangs") {
    const Driver driver("dummy");
    for (const auto& [rotation, at] :
         {std::pair{Rotation::none, Point{80, 150}}, {Rotation::half, Point{240, 50}}, {Rotation::quarter, Point{150, 240}}}) {
        const std::unique_ptr<Window> window = open_window({.size = {320, 200}, .rotation = rotation});
        CHECK(window->extent() == turned({320, 200}, rotation));
        push_finger(SDL_FINGERDOWN, 0.25f, 0.75f);
        const std::vector<Event> events = window->wait_events(0);
        REQUIRE_EQ(events.size(), 1);
        CHECK(events[0].kind == EventKind::pointer_down);
        CHECK(events[0].source == PointerSource::touch);
        CHECK(events[0].at == at);
        push_finger(SDL_FINGERUP, 0.25f, 0.75f);
        CHECK_EQ(window->wait_events(0).size(), 1);
    }
}

TEST_CASE("a mouse click is a press in the middle of its pixel; other buttons do nothing") {
    const Driver driver("dummy");
    const std::unique_ptr<Window> window = open_window();
    SDL_Event event{};
    event.type = SDL_MOUSEBUTTONDOWN;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = 10;
    event.button.y = 20;
    SDL_PushEvent(&event);
    event.button.button = SDL_BUTTON_RIGHT;
    SDL_PushEvent(&event);
    const std::vector<Event> events = window->wait_events(0);
    REQUIRE_EQ(events.size(), 1);
    CHECK(events[0].at == Point{10.5f, 20.5f});
    CHECK(events[0].source == PointerSource::mouse);
}

TEST_CASE("a wake is one event, however often it was called, and the next one counts again") {
    const Driver driver("dummy");
    const std::unique_ptr<Window> window = open_window();
    window->wake();
    window->wake();
    CHECK_EQ(window->wait_events(0).size(), 1);
    CHECK(window->wait_events(0).empty());
    window->wake();
    CHECK_EQ(window->wait_events(kWaitForever).size(), 1);
}

TEST_CASE("a window can be closed, the whole screen cannot") {
    const Driver driver("dummy");
    for (const auto& [mode, count] : {std::pair{WindowMode::windowed, 1u}, {WindowMode::fullscreen, 0u}}) {
        const std::unique_ptr<Window> window = open_window({.mode = mode, .size = {320, 200}});
        SDL_Event event{};
        event.type = SDL_QUIT;
        SDL_PushEvent(&event);
        CHECK_EQ(window->wait_events(0).size(), count);
    }
}

TEST_CASE("nothing of SDL's puts an exam aside") {
    const Driver driver("dummy");
    const std::unique_ptr<Window> window = open_window({.mode = WindowMode::fullscreen});
    CHECK_FALSE(SDL_GetHintBoolean(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, SDL_TRUE));
    CHECK_FALSE(SDL_GetHintBoolean(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, SDL_TRUE));
}

TEST_CASE("OpenGL where there is none, and a driver that does not exist, are refused with their codes") {
    {
        const Driver driver("dummy");
        const Result<std::unique_ptr<Window>> window = Window::open({.renderer = RendererKind::opengl});
        REQUIRE_FALSE(window.ok());
        CHECK(window.code() == codes::renderer_missing);
    }
    const Driver driver("no such driver");
    const Result<std::unique_ptr<Window>> window = Window::open({});
    REQUIRE_FALSE(window.ok());
    CHECK(window.code() == codes::display_missing);
}

TEST_CASE("keys that screens may know get through, with letters and digits by name") {
    CHECK(key_event(key(SDL_KEYDOWN, SDLK_RETURN))->key == Key::enter);
    CHECK(key_event(key(SDL_KEYDOWN, SDLK_KP_ENTER))->key == Key::enter);
    const std::optional<Event> letter = key_event(key(SDL_KEYDOWN, SDLK_b, KMOD_LSHIFT));
    REQUIRE(letter);
    CHECK(letter->key == Key::character);
    CHECK_EQ(letter->text, "b");
    CHECK(letter->shift);
}

TEST_CASE("no chord leaves the exam") {
    for (const int modifier : {KMOD_LCTRL, KMOD_RCTRL, KMOD_LALT, KMOD_RALT, KMOD_LGUI})
        for (const SDL_Keycode code : {SDLK_TAB, SDLK_F4, SDLK_c, SDLK_v, SDLK_ESCAPE, SDLK_DELETE}) {
            CHECK_FALSE(key_event(key(SDL_KEYDOWN, code, modifier)));
        }
    for (const SDL_Keycode code : {SDLK_PRINTSCREEN, SDLK_F1, SDLK_F11, SDLK_LGUI, SDLK_APPLICATION, SDLK_SYSREQ, SDLK_SLEEP, SDLK_WWW})
        CHECK_FALSE(key_event(key(SDL_KEYDOWN, code)));
    CHECK(key_event(key(SDL_KEYUP, SDLK_c, KMOD_LCTRL)));
}

TEST_CASE("text is plain text only") {
    CHECK(is_plain_text("考9x", KMOD_NONE));
    CHECK(is_plain_text("€", KMOD_RALT)); // AltGr types characters
    CHECK_FALSE(is_plain_text("", KMOD_NONE));
    CHECK_FALSE(is_plain_text("\t", KMOD_NONE));
    CHECK_FALSE(is_plain_text("v", KMOD_LCTRL));
    CHECK_FALSE(is_plain_text("x", KMOD_LALT));
}
