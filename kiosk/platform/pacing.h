// When to draw the next frame: after something happened, when a clock digit or an animation is due, and otherwise not at all. Pure; all
// times are milliseconds of one clock that never goes back (Instant::boot_ms).
#pragma once

#include <cstdint>
#include <optional>

namespace kaogong::kiosk::platform {

// Dear ImGui settles a press, its release and the focus that follows over up to three frames.
inline constexpr int kFramesAfterEvent = 3;

struct PacingOptions {
    int frames_per_second_max = 60; // the profile's frame cap
};

class Pacing {
  public:
    explicit Pacing(PacingOptions options = {});

    void event_happened() { frames_due_ = kFramesAfterEvent; }
    // A finger or button that is down: never asleep, for whoever holds a button waits for it to react.
    void set_finger_down(bool down) { finger_down_ = down; }
    // Dear ImGui hands out queued input over several frames; true until it has none left.
    void set_input_pending(bool pending) { input_pending_ = pending; }
    // The next moment at which something on the screen changes by itself. Only the earliest of those asked for since the last frame counts.
    void draw_at(std::int64_t due_ms);

    // How long to sleep: 0 draw now, nothing: until an event.
    std::optional<std::int64_t> sleep_ms(std::int64_t now_ms) const;
    bool frame_is_due(std::int64_t now_ms) const { return sleep_ms(now_ms) == 0; }
    // To be called when a frame begins; what the frame itself asks for counts for the next.
    void frame_begins(std::int64_t now_ms);

  private:
    std::optional<std::int64_t> next_due_ms() const;

    std::int64_t frame_least_ms_;
    std::int64_t last_frame_ms_ = INT64_MIN / 2;
    int frames_due_ = kFramesAfterEvent; // the first ones
    bool finger_down_ = false;
    bool input_pending_ = false;
    std::optional<std::int64_t> due_ms_;
};

} // namespace kaogong::kiosk::platform
