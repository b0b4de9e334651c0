// Shared memory with the X server for the software renderer; one streaming texture for OpenGL.
#include "kiosk/platform/presenter.h"

#include "core/base/codes/kiosk.h"

namespace kaogong::kiosk::platform {
namespace {

SDL_Rect to_sdl(const PixelRect& rect) {
    return {rect.left, rect.top, rect.width(), rect.height()};
}

bool is_argb(const SDL_PixelFormat& format) {
    return format.BytesPerPixel == 4 && format.Rmask == 0x00FF0000u && format.Gmask == 0x0000FF00u && format.Bmask == 0x000000FFu;
}

Canvas canvas_of(const SDL_Surface& surface) {
    return {static_cast<std::uint32_t*>(surface.pixels), {surface.w, surface.h}, surface.pitch / 4};
}

// Upright, the window's own surface is the canvas and nothing is copied.
class SurfacePresenter final : public Presenter {
  public:
    SurfacePresenter(SDL_Window& window, Rotation rotation) : window_(window), rotation_(rotation) {}

    Result<void> follow_window() override {
        surface_ = SDL_GetWindowSurface(&window_);
        if (surface_ == nullptr) return sdl_error(codes::window_refused);
        if (!is_argb(*surface_->format)) return error(codes::window_refused, SDL_GetPixelFormatName(surface_->format->format));
        if (rotation_ != Rotation::none) picture_ = Image(turned({surface_->w, surface_->h}, rotation_));
        return success();
    }

    Canvas canvas() override { return rotation_ == Rotation::none ? canvas_of(*surface_) : picture_.canvas(); }

    void present(std::span<const PixelRect> changed) override {
        if (changed.empty()) return;
        rects_.clear();
        for (const PixelRect& rect : changed) {
            if (rotation_ != Rotation::none) copy_turned(picture_.canvas(), rect, canvas_of(*surface_), rotation_);
            rects_.push_back(to_sdl(picture_to_panel(rect, canvas().extent, rotation_)));
        }
        SDL_UpdateWindowSurfaceRects(&window_, rects_.data(), static_cast<int>(rects_.size()));
    }

    void present_again() override { SDL_UpdateWindowSurface(&window_); }

  private:
    SDL_Window& window_;
    Rotation rotation_;
    SDL_Surface* surface_ = nullptr; // the window's
    Image picture_;
    std::vector<SDL_Rect> rects_;
};

struct DestroyRenderer {
    void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
};
struct DestroyTexture {
    void operator()(SDL_Texture* texture) const { SDL_DestroyTexture(texture); }
};

class TexturePresenter final : public Presenter {
  public:
    TexturePresenter(SDL_Window& window, SDL_Renderer* renderer, Rotation rotation)
        : window_(window), renderer_(renderer), rotation_(rotation) {}

    Result<void> follow_window() override {
        Extent panel;
        SDL_GetWindowSize(&window_, &panel.width, &panel.height);
        picture_ = Image(turned(panel, rotation_));
        const Extent extent = picture_.extent();
        texture_.reset(
            SDL_CreateTexture(renderer_.get(), SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STREAMING, extent.width, extent.height));
        if (!texture_) return sdl_error(codes::renderer_missing);
        SDL_SetTextureBlendMode(texture_.get(), SDL_BLENDMODE_NONE);
        return success();
    }

    Canvas canvas() override { return picture_.canvas(); }

    void present(std::span<const PixelRect> changed) override {
        if (changed.empty()) return;
        const Canvas picture = picture_.canvas();
        for (const PixelRect& rect : changed) {
            const SDL_Rect target = to_sdl(rect);
            SDL_UpdateTexture(texture_.get(), &target, picture.row(rect.top) + rect.left, static_cast<int>(picture.stride) * 4);
        }
        present_again();
    }

    void present_again() override {
        const Extent picture = picture_.extent();
        const Extent panel = turned(picture, rotation_);
        // SDL turns around the middle of the unturned rectangle.
        const SDL_Rect target{(panel.width - picture.width) / 2, (panel.height - picture.height) / 2, picture.width, picture.height};
        SDL_RenderCopyEx(renderer_.get(), texture_.get(), nullptr, &target, 90.0 * static_cast<int>(rotation_), nullptr, SDL_FLIP_NONE);
        SDL_RenderPresent(renderer_.get());
    }

  private:
    SDL_Window& window_;
    std::unique_ptr<SDL_Renderer, DestroyRenderer> renderer_;
    std::unique_ptr<SDL_Texture, DestroyTexture> texture_;
    Rotation rotation_;
    Image picture_;
};

template <typename P> Result<std::unique_ptr<Presenter>> started(std::unique_ptr<P> presenter) {
    TRY(presenter->follow_window());
    return std::unique_ptr<Presenter>(std::move(presenter));
}

} // namespace

Error sdl_error(Code code) {
    return error(code, SDL_GetError());
}

Result<std::unique_ptr<Presenter>> make_surface_presenter(SDL_Window& window, Rotation rotation) {
    return started(std::make_unique<SurfacePresenter>(window, rotation));
}

Result<std::unique_ptr<Presenter>> make_texture_presenter(SDL_Window& window, Rotation rotation) {
    SDL_Renderer* renderer = SDL_CreateRenderer(&window, -1, SDL_RENDERER_ACCELERATED);
    if (renderer == nullptr) return sdl_error(codes::renderer_missing);
    return started(std::make_unique<TexturePresenter>(window, renderer, rotation));
}

} // namespace kaogong::kiosk::platform
