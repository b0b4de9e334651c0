// Asks through the library that SDL has loaded already, so that we need not link it.
#include "kiosk/platform/x11_session.h"

#include <memory>
#include <SDL.h>
#include <X11/Xlib.h>

namespace kaogong::kiosk::platform {
namespace {

struct UnloadLibrary {
    void operator()(void* library) const { SDL_UnloadObject(library); }
};
using Library = std::unique_ptr<void, UnloadLibrary>;

template <typename Function> Function* find(const Library& library, const char* name) {
    return reinterpret_cast<Function*>(SDL_LoadFunction(library.get(), name));
}

// The functions of libX11 that it takes.
struct Xlib {
    explicit Xlib(const Library& library)
        : open(find<decltype(XOpenDisplay)>(library, "XOpenDisplay")), close(find<decltype(XCloseDisplay)>(library, "XCloseDisplay")),
          root(find<decltype(XDefaultRootWindow)>(library, "XDefaultRootWindow")),
          atom(find<decltype(XInternAtom)>(library, "XInternAtom")),
          property(find<decltype(XGetWindowProperty)>(library, "XGetWindowProperty")), free(find<decltype(XFree)>(library, "XFree")) {}

    bool complete() const { return open && close && root && atom && property && free; }

    decltype(&XOpenDisplay) open;
    decltype(&XCloseDisplay) close;
    decltype(&XDefaultRootWindow) root;
    decltype(&XInternAtom) atom;
    decltype(&XGetWindowProperty) property;
    decltype(&XFree) free;
};

// Every manager of today leaves this mark on the root window (Extended Window Manager Hints).
bool root_is_marked(const Xlib& x, Display* display) {
    const Atom mark = x.atom(display, "_NET_SUPPORTING_WM_CHECK", True);
    if (mark == None) return false;
    Atom type = None;
    int format = 0;
    unsigned long count = 0, rest = 0;
    unsigned char* value = nullptr;
    x.property(display, x.root(display), mark, 0, 1, False, AnyPropertyType, &type, &format, &count, &rest, &value);
    if (value != nullptr) x.free(value);
    return type != None;
}

} // namespace

bool x11_has_window_manager() {
    const Library library(SDL_LoadObject("libX11.so.6"));
    if (!library) return false;
    const Xlib x(library);
    if (!x.complete()) return false;
    Display* display = x.open(nullptr);
    if (display == nullptr) return false;
    const bool marked = root_is_marked(x, display);
    x.close(display);
    return marked;
}

} // namespace kaogong::kiosk::platform
