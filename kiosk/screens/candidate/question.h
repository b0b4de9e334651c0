// 05 and 06 Answering: the number column or its rail, one item, the foot. Single and multiple choice, true or false, numeric, short text,
// with a figure or a case in a pane of its own. The screen keeps pages, folds and half-typed text; what is answered and saved, the view
// says.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/screens/candidate/keypad.h"

namespace kaogong::kiosk::screens {

enum class NumberFilter { all, unanswered, flagged };
enum class PaneSplit { beside, stacked };
enum class EnlargedFigure { none, item, material };

struct QuestionState {
    int shown_number = 0; // whose pages and folds these are; another item starts at its first page
    bool column_folded = false;
    int open_group = 0; // -1: all folded
    std::size_t cell_page = 0;
    std::size_t strip_page = 0; // of the numbers below the card, on an upright panel
    NumberFilter filter = NumberFilter::all;

    PaneSplit split = PaneSplit::beside;
    float share_beside = 0.455F; // of the card, to the left
    float share_stacked = 0.4F;  // of the card, above
    std::size_t left_page = 0;
    std::size_t right_page = 0;
    EnlargedFigure enlarged = EnlargedFigure::none;

    std::string typed; // numeric and short text, while it differs from what is recorded
    bool typing = false;
    KeyboardPage keyboard = KeyboardPage::lower;
};

void draw(const model::QuestionView& view, QuestionState& state, ui::Frame& frame, model::Commands& commands);

} // namespace kaogong::kiosk::screens
