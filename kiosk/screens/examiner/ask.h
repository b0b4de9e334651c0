// The one shape of what an examiner is asked over a page: the question, a line of what it is about, one decision a step, the way back at
// the left of the answer. A dialog with several steps says which one it is.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct Ask {
    std::string_view id; // of the dialog
    std::string_view title;
    std::string_view line;
    ui::Icon icon = ui::Icon::pencil;
    ui::Tone tone = ui::Tone::accent;
    std::size_t step = 0;
    std::size_t steps = 1;
};
// Gives the room between the line and the foot.
ui::Rect draw_ask(ui::Frame& frame, const Ask& ask);

struct AskFoot {
    std::string_view answer;
    bool possible = true;
    bool first = true;    // then the way back leaves the dialog
    std::string_view why; // beside the buttons: why the answer is not possible, or what it leads to
    ui::Icon icon = ui::Icon::none;
};
enum class AskTouch { nothing, back, answer };
AskTouch draw_ask_foot(ui::Frame& frame, const AskFoot& foot);
// The way back of a step alone, where the answer is drawn by the dialog.
enum class AskBack { cancel, back, close };
AskTouch draw_ask_back(ui::Frame& frame, AskBack word);
// Where another answer of this width lies, beside the one of the foot.
ui::Rect beside_answer(ui::Frame& frame, const AskFoot& foot, float width);
// Where an answer of its own shape lies.
ui::Rect ask_answer(float width);

// A label line over large words, for what a dialog is about.
struct Fact {
    std::string_view label;
    std::string_view value;
};
void draw_facts(ui::Frame& frame, ui::Rect rect, std::initializer_list<Fact> facts);
// Said in a box: a rule in the sheet's own words with what follows from it.
struct Quoted {
    std::string_view title;
    std::string_view words;
    std::string_view after;
    ui::Icon icon = ui::Icon::list;
    ui::Role role = ui::Role::ink2;
};
float quoted_height(ui::Frame& frame, const Quoted& quoted, float width);
void draw_quoted(ui::Frame& frame, ui::Rect rect, const Quoted& quoted);

} // namespace kaogong::kiosk::screens
