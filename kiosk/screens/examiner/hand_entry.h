// 双人录入: the photographed paper, the rows, and the keypad of the active one; then the page on which two people settle what differs.
// Nobody sees what the other keyed before both have finished: it is not in the view.
#pragma once

#include "kiosk/screens/examiner/keyed_pad.h"
#include "kiosk/screens/examiner/paper_pane.h"

namespace kaogong::kiosk::screens {

struct KeyedListState {
    std::size_t page = 0;
    std::size_t active_seen = static_cast<std::size_t>(-1); // the page follows the active row when that changes
};

struct HandEntryState {
    PaperState paper;
    KeyedListState list;
    KeyedPadState pad;
};
void draw(const model::HandEntryView& view, HandEntryState& state, ui::Frame& frame, model::ExaminerCommands& commands);

struct HandDifferencesState {
    PaperState paper;
    KeyedListState list;
    KeyedPadState pad;
};
void draw(const model::HandDifferencesView& view, HandDifferencesState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
