// 结束代码 and exceptions of the day: which one, then exactly the fields that it asks for, one a step, then what it comes to. Ending a test
// is held; the second member of staff signs afterwards.
#pragma once

#include "kiosk/screens/examiner/ask.h"
#include "kiosk/screens/examiner/reason_pad.h"

namespace kaogong::kiosk::screens {

struct AskEndState {
    bool begun = false; // the view's own list and code have been taken over
    bool fixed = false; // the code was chosen before: its list is not shown
    model::EndList list = model::EndList::ends;
    std::size_t page = 0;
    std::string code;
    std::size_t step = 0;
    ReasonState reason;
    bool refused_to_sign = false;
    TextSheetState statement{.page = KeyboardPage::upper};
    TextSheetState evidence{.page = KeyboardPage::upper};
    std::optional<model::EndChoice> choice;
};
void draw(const model::AskEndView& view, AskEndState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
