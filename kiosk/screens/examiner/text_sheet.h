// A short text typed over a dialog: a field of two lines and the keyboard of the screen. Chinese comes from the platform's text events.
// While it is open, everything below is covered: whoever owns it covers the frame before drawing what lies below, and draws this last.
#pragma once

#include "kiosk/screens/candidate/keypad.h"
#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

enum class TextKind { words, code }; // codes, numbers of seals and marks are written without blanks
struct TextSheet {
    std::string_view title; // the question
    TextKind kind = TextKind::words;
    std::size_t characters_max = model::kReasonLengthMax;
};
inline constexpr std::size_t kCodeLengthMax = 24;
struct TextSheetState {
    bool open = false;
    std::string text;
    KeyboardPage page = KeyboardPage::lower;
};
void draw_text_sheet(ui::Frame& frame, const TextSheet& sheet, TextSheetState& state);
// Field and keyboard alone, in a step of a dialog; `room_beside` stays free right of the field. True when the last key or Enter was
// touched.
struct Typing {
    TextKind kind = TextKind::words;
    std::size_t characters_max = model::kReasonLengthMax;
    float room_beside = 0;
};
inline constexpr float kTypedHeight = 76;
inline constexpr float kTypingKeys = 304;
bool draw_typing(ui::Frame& frame, ui::Rect room, const Typing& typing, TextSheetState& state);
// Draws what lies below, covered while the sheet is open, and then the sheet.
template <typename Below> void draw_below_text_sheet(ui::Frame& frame, const TextSheet& sheet, TextSheetState& state, Below below) {
    const bool open = state.open;
    if (open) frame.cover();
    below();
    if (!open) return;
    frame.uncover();
    draw_text_sheet(frame, sheet, state);
}

// What was typed, as a thing to touch that opens the sheet: words on one line or two, or the invitation while there are none.
struct TypedBox {
    std::string_view id;
    std::string_view text;
    std::string_view invitation;
    bool enabled = true;
};
bool typed_box(ui::Frame& frame, ui::Rect rect, const TypedBox& look);

} // namespace kaogong::kiosk::screens
