// One finger at a time, and no bouncing: what a touch panel reports becomes clean presses. Pure; the time is handed in.
#pragma once

#include "kiosk/platform/events.h"

#include <cstdint>
#include <optional>

namespace kaogong::kiosk::platform {

// A cheap panel loses a resting finger for a moment; nobody taps twice at one place as fast as this. The profile may know better.
inline constexpr int kTouchDebounceMs = 80;
inline constexpr float kBouncePixels = 24;
// A finger that was not heard of for so long while another comes down is gone: its panel was unplugged, or lost it.
inline constexpr std::int64_t kFingerLostMs = 5'000;

struct Contact {
    EventKind kind = EventKind::pointer_down; // pointer_down, pointer_move, pointer_up
    std::int64_t finger = 0;
    Point at{};
    std::int64_t time_ms = 0;
};

class TouchFilter {
  public:
    explicit TouchFilter(int debounce_ms = kTouchDebounceMs) : debounce_ms_(debounce_ms) {}

    // The event to pass on, or nothing: a second finger, a bounce.
    std::optional<Event> step(const Contact& contact);

  private:
    bool is_bounce(const Contact& contact) const;
    std::optional<Event> second_finger(const Contact& contact);

    int debounce_ms_;
    std::optional<std::int64_t> finger_;   // the one that is down and counts
    std::optional<std::int64_t> bouncing_; // one that is down and does not
    std::optional<Contact> last_up_;
    Contact last_heard_; // of the finger that counts
};

} // namespace kaogong::kiosk::platform
