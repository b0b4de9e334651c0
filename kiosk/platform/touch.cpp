// The filter between a touch panel and the screens.
#include "kiosk/platform/touch.h"

#include <cmath>

namespace kaogong::kiosk::platform {

bool TouchFilter::is_bounce(const Contact& contact) const {
    return last_up_ && contact.time_ms - last_up_->time_ms < debounce_ms_ && std::abs(contact.at.x - last_up_->at.x) < kBouncePixels &&
           std::abs(contact.at.y - last_up_->at.y) < kBouncePixels;
}

// Not heard, unless the first is gone: then this touch lifts it, and the next one counts.
std::optional<Event> TouchFilter::second_finger(const Contact& contact) {
    if (contact.time_ms - last_heard_.time_ms < kFingerLostMs) return std::nullopt;
    finger_.reset();
    bouncing_ = contact.finger;
    return Event{.kind = EventKind::pointer_up, .at = last_heard_.at, .source = PointerSource::touch};
}

std::optional<Event> TouchFilter::step(const Contact& contact) {
    if (contact.kind == EventKind::pointer_down) {
        if (finger_) return second_finger(contact);
        if (is_bounce(contact)) {
            bouncing_ = contact.finger;
            return std::nullopt;
        }
        finger_ = contact.finger;
    }
    if (bouncing_ == contact.finger) {
        if (contact.kind == EventKind::pointer_up) bouncing_.reset();
        return std::nullopt;
    }
    if (finger_ != contact.finger) return std::nullopt;
    last_heard_ = contact;
    if (contact.kind == EventKind::pointer_up) {
        finger_.reset();
        last_up_ = contact;
    }
    return Event{.kind = contact.kind, .at = contact.at, .source = PointerSource::touch};
}

} // namespace kaogong::kiosk::platform
