// The way from a finished picture to SDL's window, for both kinds of renderer. Private to the SDL window.
#pragma once

#include "core/base/result.h"
#include "kiosk/platform/window.h"

#include <SDL.h>

namespace kaogong::kiosk::platform {

class Presenter {
  public:
    virtual ~Presenter() = default;
    virtual Canvas canvas() = 0;
    virtual void present(std::span<const PixelRect> changed) = 0;
    virtual void present_again() = 0; // all of what was presented last; something had covered it
    // The window has another size: the canvas is a new one.
    virtual Result<void> follow_window() = 0;
};

Result<std::unique_ptr<Presenter>> make_surface_presenter(SDL_Window& window, Rotation rotation);
Result<std::unique_ptr<Presenter>> make_texture_presenter(SDL_Window& window, Rotation rotation);

Error sdl_error(Code code); // with SDL's own words as context

} // namespace kaogong::kiosk::platform
