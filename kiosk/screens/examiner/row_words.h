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
// Of three readers, whoever looks and the first of the others; 甲 stands left of 乙 for everybody.
std::vector<model::ReaderView> two_readers(const model::ScoreRowView& row);
ui::Key reader_key(model::ReaderPlace place); // 甲 乙 丙
bool row_is_clocked(const model::ScoreRowView& row); // 超时: the clock writes it, and nobody has to look at it
bool row_is_open(const model::ScoreRowView& row);
// The same for the sheet at hand. Where each enters apart from the others, a row is done once the own entry is in, whoever else is waited for.
bool row_is_open(const model::SheetView& view, const model::ScoreRowView& row);
bool counts_own(const model::SheetView& view);
struct RowCount {
    int done = 0;
    int of = 0;
};
RowCount row_count(const model::SheetView& view, std::size_t first, std::size_t count); // of the rows that count for whoever is in front

} // namespace kaogong::kiosk::screens
