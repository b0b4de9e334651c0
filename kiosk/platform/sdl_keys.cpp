// The keys that are let through.
#include "kiosk/platform/sdl_keys.h"

namespace kaogong::kiosk::platform {
namespace {

Key named_key(SDL_Keycode code) {
    switch (code) {
    case SDLK_TAB: return Key::tab;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return Key::enter;
    case SDLK_ESCAPE: return Key::escape;
    case SDLK_SPACE: return Key::space;
    case SDLK_BACKSPACE: return Key::backspace;
    case SDLK_DELETE: return Key::delete_forward;
    case SDLK_LEFT: return Key::left;
    case SDLK_RIGHT: return Key::right;
    case SDLK_UP: return Key::up;
    case SDLK_DOWN: return Key::down;
    case SDLK_HOME: return Key::home;
    case SDLK_END: return Key::end;
    case SDLK_PAGEUP: return Key::page_up;
    case SDLK_PAGEDOWN: return Key::page_down;
    default: return Key::none;
    }
}

bool is_letter_or_digit(SDL_Keycode code) {
    return (code >= SDLK_a && code <= SDLK_z) || (code >= SDLK_0 && code <= SDLK_9);
}

bool is_chord(int modifiers) {
    // AltGr makes characters on many keyboards; it comes as KMOD_MODE or right Alt and types text, but is no shortcut of ours.
    return (modifiers & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0;
}

} // namespace

std::optional<Event> key_event(const SDL_KeyboardEvent& key) {
    const bool down = key.type == SDL_KEYDOWN;
    // A release always gets through, or a key that went down before Ctrl did would seem held for ever.
    if (down && is_chord(key.keysym.mod)) return std::nullopt;
    Event event{.kind = down ? EventKind::key_down : EventKind::key_up};
    event.shift = (key.keysym.mod & KMOD_SHIFT) != 0;
    event.key = named_key(key.keysym.sym);
    if (event.key == Key::none && is_letter_or_digit(key.keysym.sym)) {
        event.key = Key::character;
        event.text = static_cast<char>(key.keysym.sym);
    }
    if (event.key == Key::none) return std::nullopt;
    return event;
}

bool is_plain_text(const char* text, SDL_Keymod modifiers) {
    if (text[0] == '\0' || (modifiers & (KMOD_CTRL | KMOD_LALT | KMOD_GUI)) != 0) return false;
    for (const char* at = text; *at != '\0'; ++at)
        if (static_cast<unsigned char>(*at) < 0x20 || *at == 0x7F) return false;
    return true;
}

} // namespace kaogong::kiosk::platform
