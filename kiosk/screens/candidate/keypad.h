// Keys on the screen: digits with one more key, letters, and the decimal pad of numeric answers. A pad gives back what was touched and
// keeps nothing.
#pragma once

#include "kiosk/ui/fields.h"

namespace kaogong::kiosk::screens {

struct PadTouch {
    char32_t character = 0; // 0: nothing
    bool backspace = false;
    bool switch_letters = false;
};

// The key at the bottom left of the digits.
enum class PadCorner { none, x, letters, minus };

struct DigitPad {
    PadCorner corner = PadCorner::none;
    bool corner_enabled = true;
    bool enabled = true;
    bool has_point = false; // for decimal numbers: a fourth column holds backspace and the corner key
    ui::Size key{120, 96};
    ui::Size gap{16, 12};
};
ui::Size pad_size(const DigitPad& pad);
PadTouch digit_pad(ui::Frame& frame, ui::Point top_left, const DigitPad& pad);

// 26 letters, a way back to the digits, and backspace, in the rectangle.
PadTouch letter_pad(ui::Frame& frame, ui::Rect rect, int columns);

// A whole keyboard of four rows. Chinese comes from the platform's text events, not from here.
enum class KeyboardPage { lower, upper, digits };
struct KeyboardTouch {
    PadTouch pad;
    bool done = false;
};
KeyboardTouch keyboard(ui::Frame& frame, ui::Rect rect, KeyboardPage& page);

// What a pad and a real keyboard together typed in this frame.
struct TypedKeys {
    std::vector<char32_t> characters;
    int backspaces = 0;
};
TypedKeys keys_of(const ui::Frame& frame, const PadTouch& touch);
void erase_last_character(std::string& text);

} // namespace kaogong::kiosk::screens
