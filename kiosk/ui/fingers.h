// One finger, mouse or keyboard against the rectangles of a frame: our own hit test, so that widgets need no window of Dear ImGui. Pure: it
// is given the frame's input and asked rectangle by rectangle. A touch counts when the finger is lifted on what it was laid on.
#pragma once

#include "kiosk/ui/units.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kaogong::kiosk::ui {

using WidgetId = std::uint64_t; // 0 is none
WidgetId widget_id(std::string_view id);

struct FingerInput {
    Point at;
    bool down = false;
    bool pressed = false;  // went down in this frame
    bool released = false; // went up in this frame
    double now_s = 0;
    bool next = false;     // Tab
    bool previous = false; // Shift+Tab
    bool activate = false; // Enter or Space
};

struct TouchOptions {
    bool enabled = true;
    bool focusable = true;
    bool once = false; // touches within 600 ms of the last one count once (answers)
};

struct Touch {
    bool held = false;
    bool tapped = false;
    bool focused = false; // and the keyboard is in use: the ring is drawn
    double held_s = 0;
};

struct HoldOptions {
    double seconds = 2;
    bool enabled = true;
};
struct Hold {
    float share = 0; // 0 to 1
    bool done = false;
    bool focused = false;
};

class Fingers {
  public:
    void begin(const FingerInput& input);
    Touch touch(WidgetId id, Rect rect, TouchOptions options = {});
    // A finger that has to stay for so long: how much of it has passed, and once that it is done. Sliding off begins anew.
    Hold hold(WidgetId id, Rect rect, HoldOptions options);
    // The same finger in the units of another canvas.
    void move_to(Point at) { input_.at = at; }
    void end();

    const FingerInput& input() const { return input_; }
    bool dragging(WidgetId id) const { return held_ == id && input_.down; }
    void focus(WidgetId id);
    bool has_focus(WidgetId id) const { return focus_ == id; }
    // Whoever was laid on keeps nothing when a screen goes away.
    void forget();

  private:
    bool tap_counts(WidgetId id, const TouchOptions& options);
    void move_focus(int step);

    FingerInput input_;
    WidgetId held_ = 0;
    double held_since_s_ = 0;
    WidgetId focus_ = 0;
    bool keyboard_in_use_ = false;
    WidgetId last_tapped_ = 0;
    double last_tapped_s_ = 0;
    std::vector<WidgetId> focusable_; // in the order in which they were drawn
};

} // namespace kaogong::kiosk::ui
