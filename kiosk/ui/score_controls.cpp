#include "kiosk/ui/score_controls.h"

#include <algorithm>

namespace kaogong::kiosk::ui {
namespace {

constexpr TextStyle kDense = kLabelDense;

struct MarkLook {
    Role fill;
    Role border;
    float thickness;
};

MarkLook mark_look(TickMark mark, bool enabled, bool held) {
    if (mark == TickMark::good) return {Role::accent_soft, Role::accent, kBorderActive};
    if (mark == TickMark::bad) return {Role::danger_soft, Role::danger, kBorderActive};
    if (!enabled) return {Role::sunken, Role::line, kBorderControl};
    return {held ? Role::accent_soft : Role::surface, Role::line_strong, kBorderControl};
}

std::string_view mark_word(TickMark mark) {
    return mark == TickMark::good ? "good" : mark == TickMark::bad ? "bad" : "";
}

void draw_mark_square(Frame& frame, Point center, float side, TickMark mark) {
    const Rect square{center.x - side / 2, center.y - side / 2, side, side};
    if (mark == TickMark::unseen) {
        box(frame, square, {Role::surface, Role::line_strong, kBorderControl, kRadiusCheck});
        return;
    }
    const bool good = mark == TickMark::good;
    fill_round(frame, square, kRadiusCheck, good ? Role::accent : Role::danger);
    icon(frame, good ? Icon::check : Icon::cross, center, side - 8, good ? Role::on_accent : Role::on_danger);
}

} // namespace

bool words_fit(Frame& frame, Size room, std::string_view text) {
    const auto lines = static_cast<float>(line_count(frame, text, kDense.bold(), room.w));
    return line_width(frame, text, kDense.bold()) <= room.w || lines * kDense.step <= room.h;
}

bool words_fit_in_body(Frame& frame, float room, std::string_view text) {
    return line_width(frame, text, kBody) <= room;
}

void fit_words(Frame& frame, Rect rect, std::string_view text, const FitWords& look) {
    const auto weight = [&](TextStyle style) { return look.bold ? style.bold() : style; };
    for (const TextStyle style : {weight(kBody), weight(kLabel)}) {
        if (line_width(frame, text, style) > rect.w || (look.dense && style.size > kLabel.size)) continue;
        text_line(frame, rect, text, {style, look.role, look.align, false, look.noted});
        return;
    }
    const TextStyle dense = weight(kDense);
    const float height = block_height(frame, text, dense, rect.w);
    if (height <= rect.h) {
        text_block(frame, {rect.x, rect.center().y - height / 2, rect.w, height}, text, {dense, look.role, look.align, false, look.noted});
        return;
    }
    text_line(frame, rect, text, {weight(kLabel), look.role, look.align, true, look.noted});
}

TickMark next_mark(TickMark mark) {
    if (mark == TickMark::unseen) return TickMark::good;
    return mark == TickMark::good ? TickMark::bad : TickMark::unseen;
}

bool tick_box(Frame& frame, Rect rect, const Tick& tick) {
    constexpr float kSquare = 30;
    constexpr float kPadding = 14;
    const Touch touch = frame.touch(widget_id(tick.id), rect, {.enabled = tick.enabled, .once = true});
    frame.note({.id = std::string(tick.id),
                .part = Part::option,
                .label = std::string(tick.label),
                .value = std::string(mark_word(tick.mark)),
                .enabled = tick.enabled,
                .rect = rect,
                .touchable = true});
    const MarkLook look = mark_look(tick.mark, tick.enabled, touch.held);
    box(frame, rect, {look.fill, look.border, look.thickness, kRadiusControl});
    draw_mark_square(frame, {rect.x + kPadding + kSquare / 2, rect.center().y}, kSquare, tick.mark);
    const Rect words = rect.without_left(2 * kPadding + kSquare - 2).without_right(10);
    const Role role = tick.mark == TickMark::bad ? Role::danger : Role::ink;
    fit_words(frame, words, tick.label, {.role = role, .dense = tick.dense});
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

bool sample_place(Frame& frame, Rect rect, const SamplePlace& place) {
    constexpr float kSquare = 30;
    const Touch touch = frame.touch(widget_id(place.id), rect, {.enabled = place.enabled, .once = true});
    const std::string digits = std::to_string(place.number);
    frame.note({.id = std::string(place.id),
                .part = Part::option,
                .label = digits,
                .value = std::string(mark_word(place.mark)),
                .enabled = place.enabled,
                .rect = rect,
                .touchable = true});
    const MarkLook look = mark_look(place.mark, place.enabled, touch.held);
    box(frame, rect, {look.fill, look.border, look.thickness, kRadiusControl});
    const Rect left{rect.x + 4, rect.y, rect.w / 2 - 4, rect.h};
    text_line(frame, left, digits, {.style = kLabelBold, .role = Role::ink2, .align = Align::center, .noted = false});
    draw_mark_square(frame, {rect.x + rect.w * 0.68F, rect.center().y}, kSquare, place.mark);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

bool step_box(Frame& frame, Rect rect, const StepBox& step) {
    constexpr float kDisc = 32;
    constexpr float kPadding = 12;
    const bool seen = step.order > 0;
    const Touch touch = frame.touch(widget_id(step.id), rect, {.enabled = step.enabled, .once = true});
    frame.note({.id = std::string(step.id),
                .part = Part::step,
                .label = std::string(step.label),
                .value = seen         ? "seen " + std::to_string(step.order) + (step.wrong ? ", wrong order" : "")
                         : step.wrong ? "missed"
                                      : "",
                .enabled = step.enabled,
                .rect = rect,
                .touchable = true});
    const TickMark mark = step.wrong ? TickMark::bad : seen ? TickMark::good : TickMark::unseen;
    const MarkLook look = mark_look(mark, step.enabled, touch.held);
    box(frame, rect, {look.fill, look.border, look.thickness, kRadiusControl});
    const Point center{rect.x + kPadding + kDisc / 2, rect.center().y};
    const Rect around{center.x - kDisc / 2, center.y - kDisc / 2, kDisc, kDisc};
    if (seen)
        disc(frame, center, kDisc, step.wrong ? Role::danger : Role::accent);
    else
        ring(frame, center, kDisc, kBorderActive, Role::line_strong);
    const Role digit = !seen ? Role::ink2 : step.wrong ? Role::on_danger : Role::on_accent;
    text_line(frame, around, std::to_string(seen ? step.order : step.place),
              {.style = seen ? kLabelBold : kLabel, .role = digit, .align = Align::center, .noted = false});
    const float mark_room = seen || step.wrong ? 36.0F : 8.0F;
    fit_words(frame, rect.without_left(2 * kPadding + kDisc - 4).without_right(mark_room), step.label,
              {.role = step.wrong ? Role::danger : Role::ink, .dense = step.dense});
    if (seen || step.wrong)
        icon(frame, step.wrong ? Icon::cross : Icon::check, {rect.right() - 20, rect.center().y}, 22,
             step.wrong ? Role::danger : Role::accent);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

namespace {

constexpr float kChoicePadding = 12;
constexpr float kChoiceTick = 22;

float choice_head_width(Frame& frame, const Choice& choice) {
    return choice.head.empty() ? 0 : line_width(frame, choice.head, kBodyBold) + 12;
}

} // namespace

float choice_height(Frame& frame, const Choice& choice, float width) {
    const float room = width - 2 * kChoicePadding - choice_head_width(frame, choice) - kChoiceTick;
    if (line_width(frame, choice.label, kBody) <= room) return kTarget;
    return std::max(kTarget, block_height(frame, choice.label, kDense, room) + 16);
}

bool choice_box(Frame& frame, Rect rect, const Choice& choice) {
    const Touch touch = frame.touch(widget_id(choice.id), rect, {.enabled = choice.enabled, .once = true});
    frame.note({.id = std::string(choice.id),
                .part = Part::option,
                .label = std::string(choice.head) + (choice.head.empty() || choice.label.empty() ? "" : " ") + std::string(choice.label),
                .value = choice.selected ? "selected" : "",
                .enabled = choice.enabled,
                .rect = rect,
                .touchable = true});
    const MarkLook look = mark_look(choice.selected ? TickMark::good : TickMark::unseen, choice.enabled, touch.held);
    box(frame, rect, {look.fill, look.border, look.thickness, kRadiusControl});
    const Rect inside = rect.inset(kChoicePadding, 0);
    const float head = choice_head_width(frame, choice);
    const Role role = choice.selected ? Role::accent : Role::ink;
    if (choice.label.empty()) {
        text_line(frame, inside, choice.head, {kBodyBold, role, Align::center, false, false});
    } else {
        text_line(frame, inside.cut_left(head), choice.head, {kBodyBold, role, Align::left, false, false});
        fit_words(frame, inside.without_left(head).without_right(kChoiceTick), choice.label, {.role = Role::ink, .dense = choice.dense});
    }
    if (choice.selected) icon(frame, Icon::check, {rect.right() - kChoicePadding - 8, rect.y + 22}, kChoiceTick, Role::accent);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

void hidden_box(Frame& frame, Rect rect, std::string_view words) {
    constexpr float kDash = 7;
    constexpr float kIcon = 24;
    fill_round(frame, rect, kRadiusControl, Role::sunken);
    const float inner = 2 * kRadiusControl;
    for (float x = rect.x + kRadiusControl; x + kDash <= rect.x + rect.w - inner / 2; x += 2 * kDash) {
        fill(frame, {x, rect.y, kDash, kBorderControl}, Role::line_strong);
        fill(frame, {x, rect.bottom() - kBorderControl, kDash, kBorderControl}, Role::line_strong);
    }
    for (float y = rect.y + kRadiusControl; y + kDash <= rect.bottom() - inner / 2; y += 2 * kDash) {
        fill(frame, {rect.x, y, kBorderControl, kDash}, Role::line_strong);
        fill(frame, {rect.right() - kBorderControl, y, kBorderControl, kDash}, Role::line_strong);
    }
    icon(frame, Icon::eye_off, {rect.x + 16 + kIcon / 2, rect.center().y}, kIcon, Role::ink2);
    fit_words(frame, rect.without_left(48).without_right(8), words, {.role = Role::ink2, .noted = true});
}

namespace {

// The stretch of values that the scale shows: the band with three quarters of itself on either side, or as far as the value lies.
struct Stretch {
    double from;
    double to;
};

Stretch stretch_of(const ToleranceScale& scale) {
    const double upper = static_cast<double>(scale.upper ? *scale.upper : *scale.lower);
    const double lower = static_cast<double>(scale.lower ? *scale.lower : *scale.upper);
    double band = upper - lower;
    if (band <= 0) band = std::max(1.0, std::abs(upper) / 4);
    Stretch stretch{lower - 0.75 * band, upper + 0.75 * band};
    if (scale.value) {
        const auto value = static_cast<double>(*scale.value);
        const double margin = 0.15 * band;
        if (value < stretch.from) stretch.from = std::max(value - margin, lower - 3 * band);
        if (value > stretch.to) stretch.to = std::min(value + margin, upper + 3 * band);
    }
    return stretch;
}

void draw_scale_text(Frame& frame, Rect rect, float x, std::string_view text, bool bold) {
    const TextStyle style = bold ? kLabelBold : kLabel;
    const float width = line_width(frame, text, style) + 1;
    const float left = std::clamp(x - width / 2, rect.x, rect.right() - width);
    text_line(frame, {left, rect.y, width, rect.h}, text, {style, Role::ink, Align::left, false, true});
}

} // namespace

namespace {

constexpr float kScaleWords = 34;
constexpr float kScaleLine = 26;

// Where the band and the words lie, in units from the left end.
struct ScalePlaces {
    float left = 0;
    float right = 0;
    float value = -1;
    bool on_limit = false; // the value's words would lie on a limit's
};

std::string value_words(const ToleranceScale& scale) {
    return "▲ " + std::string(scale.value_text);
}

ScalePlaces scale_places(Frame& frame, float width, const ToleranceScale& scale) {
    const Stretch stretch = stretch_of(scale);
    const auto x_of = [&](std::int64_t value) {
        const double share = (static_cast<double>(value) - stretch.from) / (stretch.to - stretch.from);
        return static_cast<float>(std::clamp(share, 0.0, 1.0)) * width;
    };
    ScalePlaces places{scale.lower ? x_of(*scale.lower) : 0, scale.upper ? x_of(*scale.upper) : width};
    if (!scale.value) return places;
    places.value = x_of(*scale.value);
    const float half = line_width(frame, value_words(scale), kLabelBold) / 2 + 6;
    const float from = std::clamp(places.value, half, width - half) - half;
    const auto meets = [&](float left, std::string_view text) {
        return left < from + 2 * half && left + line_width(frame, text, kLabel) > from;
    };
    const float upper = places.right - line_width(frame, scale.upper_text, kLabel);
    places.on_limit = (scale.lower && meets(places.left, scale.lower_text)) || (scale.upper && meets(upper, scale.upper_text));
    return places;
}

} // namespace

float tolerance_height(Frame& frame, float width, const ToleranceScale& scale) {
    if (!scale.lower && !scale.upper) return 0;
    return kScaleWords + kScaleLine + 2 + (scale_places(frame, width, scale).on_limit ? kScaleLine - 2 : 0);
}

void tolerance_scale(Frame& frame, Rect rect, const ToleranceScale& scale) {
    constexpr float kTrack = 12;
    constexpr float kBand = 20;
    constexpr float kMiddle = 16;
    if (!scale.lower && !scale.upper) return;
    const ScalePlaces places = scale_places(frame, rect.w, scale);
    const float middle = rect.y + kMiddle;
    box(frame, {rect.x, middle - kTrack / 2, rect.w, kTrack}, {Role::danger_soft, Role::danger, kBorderHair, 3});
    const float left = rect.x + places.left;
    const float right = rect.x + places.right;
    box(frame, {left, middle - kBand / 2, right - left, kBand}, {Role::success_soft, Role::success, kBorderActive, 4});
    const Rect line{rect.x, rect.y + kScaleWords, rect.w, kScaleLine};
    // Limits stand under the band, at its ends.
    if (scale.lower) draw_scale_text(frame, line, left + line_width(frame, scale.lower_text, kLabel) / 2, scale.lower_text, false);
    if (scale.upper) draw_scale_text(frame, line, right - line_width(frame, scale.upper_text, kLabel) / 2, scale.upper_text, false);
    if (!scale.value) return;
    const float x = rect.x + places.value;
    fill(frame, {x - 2, middle - 16, 4, 32}, Role::ink);
    draw_scale_text(frame, places.on_limit ? line.moved(0, kScaleLine - 2) : line, x, value_words(scale), true);
}

bool hold_button(Frame& frame, Rect rect, const HoldButton& button) {
    constexpr float kPress = 3;
    constexpr float kIcon = 26;
    const Hold hold = frame.hold(widget_id(button.id), rect, {.seconds = kHold_s, .enabled = button.enabled});
    frame.note({.id = std::string(button.id),
                .part = Part::button,
                .label = std::string(button.label),
                .value = "held",
                .enabled = button.enabled,
                .rect = rect,
                .touchable = true});
    const bool held = hold.share > 0;
    const Rect face = held ? rect.moved(0, kPress) : rect;
    const bool danger = button.tone == HoldTone::danger;
    const Role edge = danger ? Role::danger_edge : Role::accent_edge;
    if (!button.enabled) {
        box(frame, rect, {Role::sunken, Role::line, kBorderControl, kRadiusControl});
    } else {
        if (!held && frame.theme().has_edges()) fill_round(frame, rect.moved(0, kPress), kRadiusControl, edge);
        fill_round(frame, face, kRadiusControl, danger ? Role::danger : Role::accent);
        const float grown = face.w * hold.share;
        if (grown > 2 * kRadiusControl) fill_round(frame, face.cut_left(grown), kRadiusControl, edge);
    }
    const Role role = !button.enabled ? Role::ink_off : danger ? Role::on_danger : Role::on_accent;
    const float width = line_width(frame, button.label, kBodyBold);
    const bool small = width + kIcon + 12 > rect.w - 24;
    const float used = small ? line_width(frame, button.label, kLabelBold) : width;
    const float x = face.x + (face.w - used - kIcon - 12) / 2;
    icon(frame, button.icon, {x + kIcon / 2, face.center().y}, kIcon, role);
    text_line(frame, {x + kIcon + 12, face.y, used + 1, face.h}, button.label,
              {small ? kLabelBold : kBodyBold, role, Align::left, false, false});
    frame.note(
        {.part = Part::text, .label = std::string(button.label), .rect = face, .fit = {{used, 0}, {rect.w - kIcon - 24, 0}}, .echo = true});
    if (hold.focused) focus_ring(frame, rect, kRadiusControl);
    return hold.done;
}

} // namespace kaogong::kiosk::ui
