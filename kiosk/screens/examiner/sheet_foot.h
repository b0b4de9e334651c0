// Below the rows of a score sheet: undo, evidence, vetoes, what else the station can be asked for, the state of the active row, pages.
// While a veto is armed it is the notice and the button that is held.
#pragma once

#include "kiosk/screens/examiner/sheet.h"

namespace kaogong::kiosk::screens {

inline constexpr float kRightX = kListWidth + 16;
inline constexpr float kRightWidth = ui::kLandscape.w - kRightX - kMarginWork;
inline constexpr float kFootTop = 640;

struct CardPages {
    std::vector<std::size_t> firsts; // the first row of each page of cards; empty for a reading, which fills the page
    std::size_t page = 0;
};
// By how much the notice of an armed veto is higher than the foot, so that all of its words are read.
float armed_rise(ui::Frame& frame, const model::SheetView& view);
void draw_sheet_foot(ui::Frame& frame, const model::SheetView& view, SheetState& state, const CardPages& cards,
                     model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
