// SDL's keyboard as the few keys that screens may know. Private to the SDL window.
#pragma once

#include "kiosk/platform/events.h"

#include <optional>
#include <SDL.h>

namespace kaogong::kiosk::platform {

// Nothing for keys that must not get past the window: see Key.
std::optional<Event> key_event(const SDL_KeyboardEvent& key);
// Whether what was typed is plain text: no control characters, not made with Ctrl, Alt or the logo key.
bool is_plain_text(const char* text, SDL_Keymod modifiers);

} // namespace kaogong::kiosk::platform
