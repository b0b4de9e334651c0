// What is looked at: chips, progress, notices, the toast, dialogs, QR codes; and the splitter between two panes.
#pragma once

#include "kiosk/ui/buttons.h"

#include <vector>

namespace kaogong::kiosk::ui {

enum class Tone { accent, success, warning, danger, neutral };

struct Chip {
    std::string_view label;
    Icon icon = Icon::none;
    Tone tone = Tone::neutral;
    float height = 32; // 40 in bars
};
float chip_width(Frame& frame, const Chip& chip);
// `left_middle` is where its left end lies; gives its width.
float chip(Frame& frame, Point left_middle, const Chip& chip);

struct Progress {
    int part = 0;
    int whole = 1;
};
void progress(Frame& frame, Rect rect, Progress progress);

struct Notice {
    std::string_view title;
    std::string_view line;
    Icon icon = Icon::info;
    Tone tone = Tone::neutral;
};
void notice(Frame& frame, Rect rect, const Notice& notice);

struct Toast {
    std::string_view title;
    std::string_view line;
    Icon icon = Icon::clock;
};
// Its top right corner; it is as wide as its words. Gives its rectangle.
Rect toast(Frame& frame, Point top_right, const Toast& toast);

// The scrim, the card, the disc and the question; whoever draws it has said before whether it can be touched (Frame::uncover). Gives where
// the sentence goes: right of the disc, below the title.
struct Dialog {
    std::string_view id;
    std::string_view title;
    Icon icon = Icon::info;
    Tone tone = Tone::warning;
    std::string_view code; // "K-0312", top right
};
inline constexpr float kDialogPadding = 40;
inline constexpr float kDialogWidth = 736;
Rect dialog(Frame& frame, Rect rect, const Dialog& dialog);
// A dialog of this height in the middle of the canvas, a little above it; and how high one must be for a text of this height below the
// title.
Rect dialog_place(const Frame& frame, float height);
float dialog_height(Frame& frame, const Dialog& dialog, float body_height);
// How wide its sentence is.
inline constexpr float kDialogWords = kDialogWidth - 2 * kDialogPadding - 84;
// The y of its buttons.
constexpr float dialog_foot(Rect rect) {
    return rect.bottom() - 32 - kTarget;
}

// A disc of a tone with its icon, as notices and results carry it.
struct ToneDisc {
    float diameter = 64;
    float icon_size = 32;
    Icon icon = Icon::info;
    Tone tone = Tone::neutral;
};
void tone_disc(Frame& frame, Point center, const ToneDisc& look);

// The bar between two panes; 16 drawn, 64 to touch. `vertical` is the bar that stands. Gives the finger's place along the split while
// dragged.
struct Splitter {
    std::string_view id;
    bool vertical = true;
    bool enabled = true;
};
std::optional<float> splitter(Frame& frame, Rect rect, const Splitter& splitter);

struct QrCode {
    int side = 0;
    const std::vector<bool>* modules = nullptr; // side * side, row by row
};
// White ground with four modules of quiet zone, in every theme.
void qr_code(Frame& frame, Rect rect, const QrCode& code);

} // namespace kaogong::kiosk::ui
