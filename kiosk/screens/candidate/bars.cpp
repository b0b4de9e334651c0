#include "kiosk/screens/candidate/bars.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kBarTitleMiddle = 28;
constexpr float kBarLineMiddle = 54;
constexpr float kBarMiddle = kBarHeight / 2;
constexpr float kDividerTop = 20;
constexpr float kDividerHeight = 40;
constexpr float kSeatLeft = 1194;
constexpr float kSeatDivider = 1174;
constexpr float kStepDisc = 28;
constexpr float kStepLine = 24;
constexpr float kStepGap = 8;
constexpr float kMark = 40;
constexpr float kMarkLeft = 32;
constexpr float kTitleLeft = 84;
constexpr float kLineBox = 36;

Rect line_box(float x, float middle, float width) {
    return {x, middle - kLineBox / 2, width, kLineBox};
}

void draw_bar_ground(Frame& frame) {
    const float width = frame.units().canvas().w;
    fill(frame, {0, 0, width, kBarHeight}, Role::surface);
    hairline(frame, {0, kBarHeight - 1}, width);
}

void draw_seat(Frame& frame, float x, std::string_view seat) {
    constexpr float kWidth = 64;
    text_line(frame, line_box(x, 23, kWidth), frame.say(Key::seat), {.style = kLabel, .role = Role::ink2});
    text_line(frame, line_box(x, 52, kWidth), seat, {.style = kTitle});
}

// How far a bar of the 1280 canvas is pulled in on a narrower one.
float from_right(const Frame& frame, float x) {
    return frame.units().canvas().w - (kLandscape.w - x);
}

void draw_bar_title(Frame& frame, std::string_view title, std::string_view line, float right) {
    draw_mark(frame, {kMarkLeft, kBarMiddle - kMark / 2, kMark, kMark});
    const float room = right - kTitleLeft;
    const TextStyle dense = kLabelBold.with_step(kLabelDense.step);
    // A name that no size fits into one line takes both.
    if (line_width(frame, title, kLabelBold) > room && line_count(frame, title, dense, room) == 2) {
        text_block(frame, {kTitleLeft, kBarMiddle - dense.step, room, 2 * dense.step}, title, {.style = dense});
        return;
    }
    text_fitted(frame, line_box(kTitleLeft, kBarTitleMiddle, room), title, {}, {kBodyBold, kNameBold, kLabelBold});
    text_line(frame, line_box(kTitleLeft, kBarLineMiddle, right - kTitleLeft), line,
              {.style = kLabel, .role = Role::ink2, .may_shorten = true});
}

struct StepWord {
    model::PreExamStep step;
    Key key;
};

std::vector<StepWord> steps_of(const model::PreExamBarView& view) {
    std::vector<StepWord> steps{{model::PreExamStep::sign_in, Key::step_sign_in}};
    if (view.has_input_test) steps.push_back({model::PreExamStep::input_test, Key::step_input_test});
    steps.push_back({model::PreExamStep::confirm, Key::step_confirm});
    steps.push_back({model::PreExamStep::rules, Key::step_rules});
    steps.push_back({model::PreExamStep::waiting, Key::step_waiting});
    return steps;
}

void draw_step_disc(Frame& frame, Point center, int number, int state) {
    constexpr float kTick = 18;
    if (state > 0) {
        disc(frame, center, kStepDisc, Role::accent);
    } else {
        ring(frame, center, kStepDisc, kBorderActive, state < 0 ? Role::accent : Role::line_strong);
    }
    if (state < 0) {
        icon(frame, Icon::check, center, kTick, Role::accent);
        return;
    }
    const Rect box{center.x - kStepDisc / 2, center.y - kStepDisc / 2, kStepDisc, kStepDisc};
    const TextStyle style = state > 0 ? kLabelBold : kLabel;
    text_line(frame, box, std::to_string(number),
              {.style = style, .role = state > 0 ? Role::on_accent : Role::ink2, .align = Align::center, .noted = false});
}

// Done, current and to come, right-aligned before the seat; gives where they begin.
float draw_steps(Frame& frame, const model::PreExamBarView& view) {
    const std::vector<StepWord> steps = steps_of(view);
    const bool narrow = frame.units().portrait();
    float width = 0;
    for (const StepWord& word : steps) {
        const bool current = word.step == view.step;
        const bool worded = !narrow || current;
        width += kStepDisc + (worded ? kStepGap + line_width(frame, frame.say(word.key), current ? kLabelBold : kLabel) : 0);
    }
    width += static_cast<float>(steps.size() - 1) * (kStepLine + 2 * kStepGap);
    const float begin = from_right(frame, kSeatDivider) - 21 - width;
    float x = begin;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool current = steps[i].step == view.step;
        const bool done = steps[i].step < view.step;
        if (i > 0) {
            fill(frame, {x + kStepGap, kBarMiddle - 1, kStepLine, 2}, done || current ? Role::accent : Role::line_strong);
            x += kStepLine + 2 * kStepGap;
        }
        draw_step_disc(frame, {x + kStepDisc / 2, kBarMiddle}, static_cast<int>(i) + 1, current ? 1 : done ? -1 : 0);
        x += kStepDisc;
        const std::string_view word = frame.say(steps[i].key);
        frame.note({.part = Part::step,
                    .label = std::string(word),
                    .value = current ? "current"
                             : done  ? "done"
                                     : "",
                    .rect = {x - kStepDisc, kBarMiddle - kStepDisc / 2, kStepDisc, kStepDisc}});
        if (narrow && !current) continue;
        const TextStyle style = current ? kLabelBold : kLabel;
        const Role role = current ? Role::accent : done ? Role::ink : Role::ink2;
        x += kStepGap + text_line(frame, line_box(x + kStepGap, kBarMiddle, line_width(frame, word, style) + 1), word,
                                  {.style = style, .role = role, .noted = false});
    }
    return begin;
}

// Icon, words and digits of the remaining time.
struct TimeWords {
    Icon icon;
    Role icon_role;
    std::string label;
    Role label_role;
    std::string value;
    Role value_role;
};

TimeWords time_words(const Frame& frame, const model::TimeView& time) {
    const std::string value = left_text(time.left_ms);
    switch (time.state) {
    case model::TimeState::running:
        return {Icon::clock, Role::ink2, std::string(frame.say(Key::bar_time_left)), Role::ink2, value, Role::ink};
    case model::TimeState::low: {
        const std::string label =
            time.left_ms > 0 ? frame.say(Key::bar_time_low, {place("n", time.low_minutes)}) : std::string(frame.say(Key::bar_time_over));
        return {Icon::bell, Role::danger, label, Role::danger, value, Role::danger};
    }
    case model::TimeState::paused:
        return {Icon::pause, Role::warning, std::string(frame.say(Key::bar_time_paused)), Role::ink2, value, Role::ink};
    case model::TimeState::hidden: break;
    }
    return {Icon::eye_off, Role::ink2, std::string(frame.say(Key::bar_time_hidden)), Role::ink2, "--:--:--", Role::ink2};
}

void draw_time(Frame& frame, float x, const model::TimeView& time) {
    constexpr float kWidth = 138;
    constexpr float kIconMiddle = 29;
    const TimeWords words = time_words(frame, time);
    icon(frame, words.icon, {x - kIconMiddle, kBarMiddle}, 32, words.icon_role);
    text_line(frame, line_box(x, 23, kWidth), words.label, {.style = kLabel, .role = words.label_role});
    text_line(frame, line_box(x, 52, kWidth), words.value, {.style = kTitle, .role = words.value_role});
}

void draw_bar_divider(Frame& frame, float x) {
    divider(frame, {x, kDividerTop}, kDividerHeight);
}

} // namespace

void draw_mark(Frame& frame, Rect rect) {
    // 工 in three bars, on a 64 grid.
    fill_round(frame, rect, rect.w / 64 * kRadiusControl, Role::accent);
    const float u = rect.w / 64;
    fill(frame, {rect.x + 14 * u, rect.y + 15.5F * u, 36 * u, 6 * u}, Role::on_accent);
    fill(frame, {rect.x + 28.5F * u, rect.y + 15.5F * u, 7 * u, 32 * u}, Role::on_accent);
    fill(frame, {rect.x + 14 * u, rect.y + 42.5F * u, 36 * u, 6 * u}, Role::on_accent);
}

void draw_photo(Frame& frame, Rect rect, const model::Picture& photo, float radius) {
    if (photo.present()) {
        picture_filling(frame, rect, photo.texture, {static_cast<float>(photo.width_px), static_cast<float>(photo.height_px)});
        round_off(frame, rect, radius, Role::surface);
        return;
    }
    fill_round(frame, rect, radius, Role::sunken);
    const float figure = std::min(rect.w, rect.h);
    icon(frame, Icon::person_full, {rect.center().x, rect.bottom() - figure / 2}, figure, Role::line_strong);
}

void draw_pre_exam_bar(Frame& frame, const model::PreExamBarView& view) {
    draw_bar_ground(frame);
    const float steps = draw_steps(frame, view);
    draw_bar_title(frame, view.place.centre, view.place.room, steps - 24);
    draw_bar_divider(frame, from_right(frame, kSeatDivider));
    draw_seat(frame, from_right(frame, kSeatLeft), view.place.seat);
}

void draw_plain_bar(Frame& frame, const PlainBar& bar) {
    draw_bar_ground(frame);
    const float chip_left = from_right(frame, kSeatDivider) - 20 - chip_width(frame, bar.chip);
    draw_bar_title(frame, bar.title, bar.line, chip_left - 24);
    chip(frame, {chip_left, kBarMiddle}, bar.chip);
    draw_bar_divider(frame, from_right(frame, kSeatDivider));
    draw_seat(frame, from_right(frame, kSeatLeft), bar.seat);
}

bool draw_candidate_bar(Frame& frame, const model::CandidateBarView& view, HandInButton hand_in) {
    constexpr float kPhoto = 48;
    constexpr float kNameLeft = 76;
    constexpr float kNameWidth = 196;
    constexpr float kGap = 20;
    draw_bar_ground(frame);
    draw_photo(frame, {kMarginWork, kBarMiddle - kPhoto / 2, kPhoto, kPhoto}, view.photo, kRadiusCell);
    text_fitted(frame, line_box(kNameLeft, kBarTitleMiddle, kNameWidth), view.name, {}, {kBodyBold, kNameBold, kLabelBold});
    const std::string ticket = frame.say(Key::bar_ticket, {place("ticket", grouped(view.ticket, {4, 4, 4}))});
    text_line(frame, line_box(kNameLeft, kBarLineMiddle, kNameWidth), ticket, {.style = kLabel, .role = Role::ink2});

    const Button button_look{.id = "###hand_in",
                             .label = frame.say(Key::hand_in),
                             .look = ButtonLook::secondary,
                             .enabled = hand_in != HandInButton::disabled,
                             .on = hand_in == HandInButton::active};
    const float button_w = std::max(98.0F, line_width(frame, button_look.label, kBodyBold) + 40);
    const float button_x = frame.units().canvas().w - kMarginWork - button_w;
    const bool touched = button(frame, {button_x, kBarMiddle - kTarget / 2, button_w, kTarget}, button_look);
    const float time_x = button_x - kGap - 138;
    draw_time(frame, time_x, view.time);
    const float seat_x = time_x - 66 - 83;
    draw_bar_divider(frame, time_x - 66);
    draw_seat(frame, seat_x, view.seat);
    if (frame.units().portrait()) return touched; // no room for the exam's name
    draw_bar_divider(frame, seat_x - 21);
    draw_bar_divider(frame, kNameLeft + kNameWidth + kGap);
    const float exam_x = kNameLeft + kNameWidth + 2 * kGap + 2;
    const float exam_w = seat_x - 21 - kGap - exam_x;
    text_fitted(frame, line_box(exam_x, kBarTitleMiddle, exam_w), view.exam, {}, {kBodyBold, kNameBold, kLabelBold});
    const std::string answered = frame.say(Key::bar_answered, {place("answered", view.answered), place("total", view.total)});
    text_line(frame, line_box(exam_x, kBarLineMiddle, exam_w), answered, {.style = kLabel, .role = Role::ink2});
    return touched;
}

std::string clock_text(const model::LocalTime& time) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", time.hour, time.minute);
    return text.data();
}

std::string clock_text_seconds(const model::LocalTime& time) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", time.hour, time.minute, time.second);
    return text.data();
}

std::string left_text(std::int64_t left_ms) {
    const std::int64_t seconds = (std::max<std::int64_t>(0, left_ms) + 999) / 1000;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                  static_cast<int>(seconds % 60));
    return text.data();
}

std::string points_text(int points) {
    std::string text = decimal_text(points, 2);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string lasted_text(const Frame& frame, std::int64_t lasted_ms) {
    // A second that has begun counts: nothing that happened lasted no time at all.
    const std::int64_t seconds = (std::max<std::int64_t>(0, lasted_ms) + 999) / 1000;
    if (seconds < 60) return frame.say(Key::seconds, {place("n", static_cast<int>(seconds))});
    return frame.say(Key::minutes_seconds,
                     {place("minutes", static_cast<int>(seconds / 60)), place("seconds", static_cast<int>(seconds % 60))});
}

Key kind_key(model::ItemKind kind) {
    switch (kind) {
    case model::ItemKind::single: return Key::kind_single;
    case model::ItemKind::multiple: return Key::kind_multiple;
    case model::ItemKind::open_multiple: return Key::kind_open_multiple;
    case model::ItemKind::true_false: return Key::kind_true_false;
    case model::ItemKind::numeric: return Key::kind_numeric;
    case model::ItemKind::short_text: break;
    }
    return Key::kind_short_text;
}

void draw_time_up(Frame& frame) {
    const Rect rect = dialog_place(frame, 208);
    const Rect words = dialog(frame, rect, {"###frozen", frame.say(Key::frozen_title), Icon::hourglass, Tone::accent, {}});
    text_line(frame, {words.x, words.y - 16, words.w, kBody.step}, frame.say(Key::frozen_sentence), {.style = kBody, .role = Role::ink2});
}

std::string_view as_title(std::string_view sentence) {
    for (const std::string_view stop : {std::string_view("。"), std::string_view(".")}) {
        if (sentence.ends_with(stop)) sentence.remove_suffix(stop.size());
    }
    return sentence;
}

void draw_call_staff(Frame& frame, Rect rect, bool called, model::Commands& commands) {
    const Button look{.id = "###call_staff",
                      .label = frame.say(called ? Key::staff_called : Key::call_staff),
                      .icon = called ? Icon::check : Icon::headset,
                      .style = kBody,
                      .enabled = !called};
    if (button(frame, rect, look)) commands.push_back(model::CallStaff{});
}

void draw_icon_line(Frame& frame, Point left_middle, const IconLine& line) {
    constexpr float kIcon = 24;
    constexpr float kGap = 8;
    icon(frame, line.icon, {left_middle.x + kIcon / 2, left_middle.y}, kIcon, line.icon_role);
    const float x = left_middle.x + kIcon + kGap;
    text_line(frame, line_box(x, left_middle.y, line.width - kIcon - kGap), line.text, {.style = kLabel, .role = Role::ink2});
}

} // namespace kaogong::kiosk::screens
