// What answering is made of: option rows and number cells. Every state has a shape and a word beside its colour; saved is said only when
// the view says so, which is after the commit came back.
#pragma once

#include "kiosk/ui/buttons.h"

namespace kaogong::kiosk::ui {

enum class SavedMark { none, saving, saved };
enum class LetterShape { disc, square }; // single, multiple

struct OptionRow {
    std::string_view id;
    std::string_view letter; // empty: true and false have none
    std::string_view text;
    TextStyle style = kStemMedium;
    LetterShape shape = LetterShape::disc;
    bool selected = false;
    SavedMark mark = SavedMark::none;
    bool enabled = true;
    float least_height = 72; // 66 and 64 where an item is dense
    ImTextureID figure = 0;
    Size figure_px;
};
// The least height that the row needs at this width.
float option_height(Frame& frame, const OptionRow& row, float width);
bool option_row(Frame& frame, Rect rect, const OptionRow& row);

// The mark alone, right-aligned to x: a tick or an hourglass with its word. Gives its width.
float saved_mark(Frame& frame, Point right_middle, SavedMark mark);

struct NumberCell {
    std::string_view id;
    int number = 0;
    bool answered = false;
    bool flagged = false;
    bool current = false;
    bool enabled = true;
};
bool number_cell(Frame& frame, Point top_left, const NumberCell& cell);

} // namespace kaogong::kiosk::ui
