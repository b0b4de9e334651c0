// One frame of the interface. Ui lives as long as the program and remembers what outlives a frame (sprites, line breaks, the finger); Frame
// is made after ImGui::NewFrame(), handed to a screen, and finished before ImGui::Render(). Neither knows what a screen means.
#pragma once

#include "kiosk/ui/fingers.h"
#include "kiosk/ui/layouts.h"
#include "kiosk/ui/sprites.h"
#include "kiosk/ui/strings.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/transcript.h"
#include "kiosk/ui/units.h"

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

namespace kaogong::kiosk::ui {

struct Ui {
    Fonts fonts;
    Sprites sprites;
    Layouts layouts;
    Fingers fingers;
    Transcript transcript;
    std::optional<double> again_in_s; // when what was drawn last changes by itself
};

struct FrameOptions {
    Language language = Language::zh_cn;
    ThemeName theme = ThemeName::light;
};

// What was typed on a real keyboard or scanned since the last frame.
struct Typed {
    std::vector<char32_t> characters;
    int backspaces = 0;
    bool enter = false;
};

class Frame {
  public:
    Frame(Ui& ui, const FrameOptions& options);

    // Everything drawn until uncover() lies under a dialog: it looks as before and nothing of it can be touched.
    void cover() { covered_ = true; }
    void uncover() { covered_ = false; }
    bool covered() const { return covered_; }
    void finish();

    // On an upright panel a screen that has a layout for it asks for the upright canvas before it draws; all others lie letterboxed in the
    // landscape one. Dialogs are drawn in landscape units over either.
    void use_upright_canvas();
    void use_landscape_canvas();

    Language language() const { return options_.language; }
    std::string_view say(Key key) const { return sentence_of(options_.language, key); }
    std::string say(Key key, std::initializer_list<Place> places) const { return sentence_of(options_.language, key, places); }

    const Theme& theme() const { return theme_; }
    const Units& units() const { return units_; }
    ImU32 color(Role role) const;
    ImDrawList& draw() const { return *draw_; }

    Touch touch(WidgetId id, Rect rect, TouchOptions options = {});
    Hold hold(WidgetId id, Rect rect, HoldOptions options = {});
    const Typed& typed() const { return typed_; }
    double now_s() const { return ui_.fingers.input().now_s; }
    // The screen moves by itself: whoever owns the loop draws it again after so long, without any event.
    void again_in(double seconds) { ui_.again_in_s = seconds; }
    // Half a second on, half a second off, for carets.
    bool blink() const;

    Fonts& fonts() const { return ui_.fonts; }
    Sprites& sprites() const { return ui_.sprites; }
    Layouts& layouts() const { return ui_.layouts; }
    Fingers& fingers() const { return ui_.fingers; }
    void note(Entry entry);

  private:
    Ui& ui_;
    FrameOptions options_;
    Theme theme_;
    Units units_;
    void use_canvas(Size canvas);
    ImDrawList* draw_;
    Typed typed_;
    bool covered_ = false;
};

} // namespace kaogong::kiosk::ui
