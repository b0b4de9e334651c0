// The idle gate.
#include "kiosk/platform/pacing.h"

#include <algorithm>

namespace kaogong::kiosk::platform {

Pacing::Pacing(PacingOptions options) : frame_least_ms_(1000 / std::clamp(options.frames_per_second_max, 1, 1000)) {}

void Pacing::draw_at(std::int64_t due_ms) {
    due_ms_ = due_ms_ ? std::min(*due_ms_, due_ms) : due_ms;
}

std::optional<std::int64_t> Pacing::next_due_ms() const {
    // No sooner than the cap allows, whoever asks.
    const std::int64_t soonest = last_frame_ms_ + frame_least_ms_;
    if (frames_due_ > 0 || finger_down_ || input_pending_) return soonest;
    if (due_ms_) return std::max(*due_ms_, soonest);
    return std::nullopt;
}

std::optional<std::int64_t> Pacing::sleep_ms(std::int64_t now_ms) const {
    const std::optional<std::int64_t> due = next_due_ms();
    if (!due) return std::nullopt;
    return std::max<std::int64_t>(0, *due - now_ms);
}

void Pacing::frame_begins(std::int64_t now_ms) {
    last_frame_ms_ = now_ms;
    frames_due_ = std::max(0, frames_due_ - 1);
    due_ms_.reset();
}

} // namespace kaogong::kiosk::platform
