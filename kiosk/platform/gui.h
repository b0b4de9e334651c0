// Dear ImGui with a window, fonts and renderer behind it: what the frame loop holds. One at a time in a process, because the library has
// one current context. A frame is
//   feed(events) · begin_frame · screens draw · end_frame · commands are dispatched · present
// so that an answer is on its way to the disk before its picture is drawn.
#pragma once

#include "kiosk/platform/fonts.h"
#include "kiosk/platform/painter.h"
#include "kiosk/platform/window.h"

namespace kaogong::kiosk::platform {

struct GuiOptions {
    WindowOptions window;
    FontOptions fonts;
};

class Gui {
  public:
    // Fails as Window::open and FontFiles::find do.
    static Result<std::unique_ptr<Gui>> open(const GuiOptions& options);
    Gui(const Gui&) = delete;
    Gui& operator=(const Gui&) = delete;
    ~Gui();

    Window& window() { return *window_; }
    Textures& textures() { return textures_; }
    const FontSet& fonts() const { return fonts_; }

    void feed(const Event& event);
    // Whether the library still holds input that it hands out in the next frames.
    bool input_pending() const;
    // Whether a finger or the mouse button is down.
    bool pointer_down() const { return pointer_down_; }

    void begin_frame(std::int64_t now_ms);
    void end_frame();
    // Draws what differs from the last picture and shows it. The rectangles that changed are good until the next call.
    std::span<const PixelRect> present();
    // The next present() draws everything, as if the screen were new. For measuring.
    void repaint() { painter_.forget(); }

  private:
    Gui(std::unique_ptr<Window> window, FontFiles font_files);
    void feed_pointer(const Event& event);
    void feed_key(const Event& event);

    std::unique_ptr<Window> window_;
    FontFiles font_files_;
    FontSet fonts_;
    Textures textures_;
    Painter painter_;
    std::optional<std::int64_t> last_frame_ms_;
    int canvas_generation_ = 0;
    bool pointer_down_ = false;
};

} // namespace kaogong::kiosk::platform
