#include "kiosk/ui/fingers.h"

#include <algorithm>

namespace kaogong::kiosk::ui {
namespace {

constexpr double kOnceWithin_s = 0.6;

} // namespace

WidgetId widget_id(std::string_view id) {
    WidgetId hash = 14695981039346656037ULL; // FNV-1a
    for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

void Fingers::begin(const FingerInput& input) {
    input_ = input;
    focusable_.clear();
    if (input.pressed) keyboard_in_use_ = false;
    if (input.pressed) held_ = 0;
    if (input.next || input.previous || input.activate) keyboard_in_use_ = true;
}

Touch Fingers::touch(WidgetId id, Rect rect, TouchOptions options) {
    if (!options.enabled) {
        if (held_ == id) held_ = 0;
        return {};
    }
    if (options.focusable) focusable_.push_back(id);
    if (input_.pressed && rect.contains(input_.at)) {
        held_ = id;
        held_since_s_ = input_.now_s;
        focus_ = id;
    }
    Touch touch;
    const bool over = held_ == id && rect.contains(input_.at);
    touch.held = over && input_.down;
    touch.held_s = touch.held ? input_.now_s - held_since_s_ : 0;
    touch.focused = focus_ == id && keyboard_in_use_;
    const bool lifted = over && input_.released;
    const bool keyed = touch.focused && input_.activate;
    touch.tapped = (lifted || keyed) && tap_counts(id, options);
    return touch;
}

Hold Fingers::hold(WidgetId id, Rect rect, HoldOptions options) {
    const Touch touch = this->touch(id, rect, {.enabled = options.enabled});
    Hold hold;
    hold.focused = touch.focused;
    if (held_ == id && !touch.held) held_ = 0;
    if (!touch.held) return hold;
    hold.share = static_cast<float>(std::min(1.0, touch.held_s / options.seconds));
    hold.done = touch.held_s >= options.seconds;
    if (hold.done) held_ = 0; // once: the finger has to be lifted and laid on again
    return hold;
}

void Fingers::end() {
    if (input_.next) move_focus(+1);
    if (input_.previous) move_focus(-1);
    if (input_.released || !input_.down) held_ = 0;
}

void Fingers::focus(WidgetId id) {
    focus_ = id;
}

void Fingers::forget() {
    held_ = focus_ = last_tapped_ = 0;
}

bool Fingers::tap_counts(WidgetId id, const TouchOptions& options) {
    const bool again = options.once && id == last_tapped_ && input_.now_s - last_tapped_s_ < kOnceWithin_s;
    if (again) return false;
    last_tapped_ = id;
    last_tapped_s_ = input_.now_s;
    return true;
}

void Fingers::move_focus(int step) {
    if (focusable_.empty()) return;
    const auto count = static_cast<int>(focusable_.size());
    const auto found = std::find(focusable_.begin(), focusable_.end(), focus_);
    const int at = found == focusable_.end() ? (step > 0 ? -1 : count) : static_cast<int>(found - focusable_.begin());
    focus_ = focusable_[static_cast<std::size_t>((at + step + count) % count)];
}

} // namespace kaogong::kiosk::ui
