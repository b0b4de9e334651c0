// What people do, as the rest of the kiosk hears of it: few kinds, in pixels of the picture as it is seen, whatever the panel's rotation.
// The window makes them from SDL's events; scripts and tests make them themselves.
#pragma once

#include "kiosk/platform/rotation.h"

#include <string>

namespace kaogong::kiosk::platform {

enum class EventKind {
    pointer_down,
    pointer_move,
    pointer_up,
    wheel,
    key_down,
    key_up,
    text,  // what a keyboard or a scanner typed
    shown, // the window was uncovered or changed its size
    quit,  // the window was closed; never in fullscreen
    wake,  // wake() was called
};

enum class PointerSource { mouse, touch };

// The keys that screens may know. Everything else, and everything with Ctrl, Alt or the logo key held, never gets past the window: no way
// out of an exam, no clipboard.
enum class Key {
    none,
    tab,
    enter,
    escape,
    space,
    backspace,
    delete_forward,
    left,
    right,
    up,
    down,
    home,
    end,
    page_up,
    page_down,
    character, // a letter or digit, named by Event::text in lower case
};

struct Event {
    EventKind kind = EventKind::wake;
    Point at{}; // pointer: pixels; wheel: steps, down and right positive
    PointerSource source = PointerSource::mouse;
    Key key = Key::none;
    bool shift = false;
    std::string text{}; // UTF-8
};

} // namespace kaogong::kiosk::platform
