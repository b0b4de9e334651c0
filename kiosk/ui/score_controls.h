// What scoring is made of: ticks with three marks, steps in the order seen, counters, levels with descriptors, tolerance scales, the button
// that is held. Made for gloves: nothing is below 64 units, and words share the room with a shape. None of them knows a scoring rule.
#pragma once

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/panels.h"

namespace kaogong::kiosk::ui {

// Words in the roomiest way that the rectangle takes: a line of body, a line of label, then lines of label; an ellipsis only after that.
struct FitWords {
    Role role = Role::ink;
    bool bold = false;
    Align align = Align::left;
    bool noted = false;
    bool dense = false; // not in body: its neighbours could not be either
};
void fit_words(Frame& frame, Rect rect, std::string_view text, const FitWords& look);
// Whether the words fit without an ellipsis; and on one line of body.
bool words_fit(Frame& frame, Size room, std::string_view text);
bool words_fit_in_body(Frame& frame, float room, std::string_view text);
// What stands around the words inside a tick, a step and a choice.
inline constexpr float kTickAround = 66;
inline constexpr float kStepAround = 90;
inline constexpr float kChoiceAround = 46;

enum class TickMark { unseen, good, bad };
struct Tick {
    std::string_view id;
    std::string_view label;
    TickMark mark = TickMark::unseen;
    bool enabled = true;
    bool dense = false;
};
TickMark next_mark(TickMark mark); // a second touch makes it wrong, a third clears it
bool tick_box(Frame& frame, Rect rect, const Tick& tick);
// A numbered place of a sample: the number over its mark.
struct SamplePlace {
    std::string_view id;
    int number = 0;
    TickMark mark = TickMark::unseen;
    bool enabled = true;
};
bool sample_place(Frame& frame, Rect rect, const SamplePlace& place);

struct StepBox {
    std::string_view id;
    std::string_view label;
    int place = 0; // where the sheet wants it
    int order = 0; // when it was seen; 0 is not yet
    bool wrong = false;
    bool enabled = true;
    bool dense = false;
};
bool step_box(Frame& frame, Rect rect, const StepBox& step);

// One choice of several, with its points or its level before it.
struct Choice {
    std::string_view id;
    std::string_view head; // "2", "6 分"
    std::string_view label;
    bool selected = false;
    bool enabled = true;
    bool dense = false;
};
bool choice_box(Frame& frame, Rect rect, const Choice& choice);
float choice_height(Frame& frame, const Choice& choice, float width);

// Another's finding, until both are in. It never holds the value: whoever draws it has not got it.
void hidden_box(Frame& frame, Rect rect, std::string_view words);

struct ToleranceScale {
    std::optional<std::int64_t> lower;
    std::optional<std::int64_t> upper;
    std::optional<std::int64_t> value;
    std::string_view lower_text;
    std::string_view upper_text;
    std::string_view value_text;
};
// With its words; higher where the value would lie on a limit, and stands below it.
float tolerance_height(Frame& frame, float width, const ToleranceScale& scale);
void tolerance_scale(Frame& frame, Rect rect, const ToleranceScale& scale);

enum class HoldTone { danger, accent };
struct HoldButton {
    std::string_view id;
    std::string_view label;
    Icon icon = Icon::target;
    bool enabled = true;
    HoldTone tone = HoldTone::danger;
};
inline constexpr double kHold_s = 2;
// True once, when the finger has stayed for kHold_s.
bool hold_button(Frame& frame, Rect rect, const HoldButton& button);

} // namespace kaogong::kiosk::ui
