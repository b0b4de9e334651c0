// 交件: how many pieces, which seal, which code, and the candidate's own confirmation on the screen; and the short way for sheets whose
// pieces all stay at their station. The second witness signs afterwards. Before the first reading the seal is looked at.
#pragma once

#include "kiosk/screens/examiner/ask.h"
#include "kiosk/screens/examiner/text_sheet.h"

namespace kaogong::kiosk::screens {

struct AskHandInState {
    std::size_t step = 0;
    std::optional<int> pieces; // nothing yet: as many as the sheet says
    TextSheetState seal{.page = KeyboardPage::digits};
    TextSheetState code{.page = KeyboardPage::upper};
};
void draw(const model::AskHandInView& view, AskHandInState& state, ui::Frame& frame, model::ExaminerCommands& commands);

struct AskWorkOverState {};
void draw(const model::AskWorkOverView& view, AskWorkOverState& state, ui::Frame& frame, model::ExaminerCommands& commands);

struct AskSealState {};
void draw(const model::AskSealView& view, AskSealState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
