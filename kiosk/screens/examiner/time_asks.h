// What gives time back: 补时 of some minutes, 重做 with a new piece, a new clock and new rows. Both with a reason and a second person.
#pragma once

#include "kiosk/screens/examiner/ask.h"
#include "kiosk/screens/examiner/reason_pad.h"

namespace kaogong::kiosk::screens {

struct AskCreditState {
    std::size_t step = 0;
    int minutes = 0;
    ReasonState reason;
};
void draw(const model::AskCreditView& view, AskCreditState& state, ui::Frame& frame, model::ExaminerCommands& commands);

struct AskRestartState {
    std::size_t step = 0;
    std::optional<model::PauseCause> cause;
    TextSheetState piece{.page = KeyboardPage::upper};
    ReasonState reason;
};
void draw(const model::AskRestartView& view, AskRestartState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
