// What is asked about one row, one veto or one paper sheet: that it is not applicable, what is to be noted beside it, which level the chief decides, why a confirmed veto
// was wrong, why the paper is put away.
#pragma once

#include "kiosk/screens/examiner/ask.h"
#include "kiosk/screens/examiner/reason_pad.h"

namespace kaogong::kiosk::screens {

struct AskNotApplicableState {
    ReasonState reason;
};
void draw(const model::AskNotApplicableView& view, AskNotApplicableState& state, ui::Frame& frame, model::ExaminerCommands& commands);

struct AskNoteState {
    bool begun = false; // what stood there has been taken over
    ReasonState note;
};
void draw(const model::AskNoteView& view, AskNoteState& state, ui::Frame& frame, model::ExaminerCommands& commands);

struct AskArbitrationState {
    bool level_chosen = false; // the step after it is shown
    std::optional<int> level;
    ReasonState reason;
};
void draw(const model::AskArbitrationView& view, AskArbitrationState& state, ui::Frame& frame, model::ExaminerCommands& commands);

struct AskWithdrawalState {
    ReasonState reason;
};
void draw(const model::AskWithdrawalView& view, AskWithdrawalState& state, ui::Frame& frame, model::ExaminerCommands& commands);

struct AskPutAwayState {
    ReasonState reason;
};
void draw(const model::AskPutAwayView& view, AskPutAwayState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
