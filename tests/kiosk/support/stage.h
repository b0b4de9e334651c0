// A stage for screens: the platform's offscreen window, its fonts and a Ui. A test plays frames on it, touches widgets by the id that the
// transcript names, and looks at transcript, commands and, when it wants, the picture.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/platform/gui.h"
#include "kiosk/ui/frame.h"

#include <functional>
#include <memory>

namespace kaogong::test {

using DrawScene = std::function<void(kiosk::ui::Frame&, kiosk::model::Commands&)>;

class Stage {
  public:
    explicit Stage(kiosk::platform::Extent size = {1280, 720});

    kiosk::ui::FrameOptions options;

    // Plays one frame; 16 ms pass. The commands of the frame are what it gives back.
    kiosk::model::Commands play(const DrawScene& scene);
    // Lays a finger on the middle of the widget and lifts it again. Stops the test when nothing has that id.
    kiosk::model::Commands tap(std::string_view id, const DrawScene& scene);
    kiosk::model::Commands type(std::string_view text, const DrawScene& scene);
    kiosk::model::Commands press(kiosk::platform::Key key, const DrawScene& scene);
    void pass(std::int64_t ms) { now_ms_ += ms; }
    void lay_finger(kiosk::ui::Point at_px);
    void lift_finger(kiosk::ui::Point at_px);

    bool has_focus(std::string_view id) const { return ui_->fingers.has_focus(kiosk::ui::widget_id(id)); }
    const kiosk::ui::Transcript& transcript() const { return ui_->transcript; }
    kiosk::platform::Gui& gui() { return *gui_; }
    void save(const Path& path);
    // A wiring diagram and a portrait, drawn with bars and discs, for samples.
    kiosk::model::Picture figure();
    kiosk::model::Picture photo();

  private:
    kiosk::model::Commands play_until_quiet(const DrawScene& scene);
    kiosk::platform::Event pointer(kiosk::platform::EventKind kind, kiosk::ui::Point at_px) const;

    std::unique_ptr<kiosk::platform::Gui> gui_;
    std::unique_ptr<kiosk::ui::Ui> ui_;
    std::int64_t now_ms_ = 1000;
};

} // namespace kaogong::test
