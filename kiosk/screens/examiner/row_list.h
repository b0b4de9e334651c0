// Left of the score sheet: whose sheet it is, modules with their count and timer, rows with their state; a filter for what is still unseen.
#pragma once

#include "kiosk/screens/examiner/row_words.h"

namespace kaogong::kiosk::screens {

struct RowListState {
    bool only_open = false;
    std::size_t page = 0;
    std::size_t active_seen = static_cast<std::size_t>(-1); // the page follows the active row when that changes
};
inline constexpr float kListWidth = 304;
// `place` is that of the station in the strip: the number is written in its colour.
struct RowListLook {
    ui::Rect rect;
    std::size_t place = 0;
};
void draw_row_list(ui::Frame& frame, const RowListLook& look, const model::SheetView& view, RowListState& state,
                   model::ExaminerCommands& commands);
std::size_t group_of(const model::SheetView& view, std::size_t row);

} // namespace kaogong::kiosk::screens
