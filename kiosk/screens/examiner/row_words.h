// What a row says of itself in few words, alike in the list, on its card and in the list before a phase is finished.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct RowWords {
    std::string main; // "扣 1", "未评", "8 / 8"
    std::string sub;  // who and when, or what it waits for
    ui::Role role = ui::Role::ink;
    ui::Icon icon = ui::Icon::none; // before its name in the list
    ui::Role icon_role = ui::Role::ink2;
};
RowWords row_words(const ui::Frame& frame, const model::ScoreRowView& row);
std::string max_text(const ui::Frame& frame, const model::ScoreRowView& row); // " / 4 分"
std::string_view waits_text(const ui::Frame& frame, const model::ScoreRowView& row);
ui::Key reader_key(model::ReaderPlace place); // 甲 乙 丙
bool row_is_open(const model::ScoreRowView& row);
// The same for the sheet at hand: on an own sheet a row is done once the own score is in, whoever else is waited for.
bool row_is_open(const model::SheetView& view, const model::ScoreRowView& row);

} // namespace kaogong::kiosk::screens
