// One row of a paper sheet with its keypad: what is to be keyed, the field, digits, and Enter, which goes to the next field and after the
// last gives the whole row. Made to be worked without looking up: real keys do the same.
#pragma once

#include "kiosk/screens/candidate/keypad.h"
#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct KeyedPadState {
    std::string row; // whose values these are; another row begins anew
    std::vector<std::string> values;
    std::size_t field = 0;
    bool touched = false; // a key replaces what stood there
};
struct KeyedWhole { // what was keyed for the row
    model::KeyedState state = model::KeyedState::keyed;
    std::vector<std::string> values;
};
struct KeyedPad {
    const model::KeyedRow& row;
    bool enabled = true;
    bool keep = true; // what the row's fields hold is where keying begins
};
// From the field, with the line above it where there are several, down to the last row of keys.
float keyed_pad_height(const model::KeyedRow& row);
// Enter is the pad's, whatever was touched before: called before anything else of the page is drawn.
void give_enter_to_pad(ui::Frame& frame);
std::optional<KeyedWhole> draw_keyed_pad(ui::Frame& frame, ui::Rect rect, const KeyedPad& pad, KeyedPadState& state);

// The whole row on one line: "2.5" of ticks as "2, 5"; empty where nothing was keyed.
std::string keyed_text(const ui::Frame& frame, const model::KeyedRow& row);
// Id and name on a line, then what is to be keyed in the field at hand, or why it was refused.
void draw_keyed_head(ui::Frame& frame, ui::Rect rect, const model::KeyedRow& row, const KeyedPadState& state);

} // namespace kaogong::kiosk::screens
