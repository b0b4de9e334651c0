// 扫码找人: an admission number or a piece code, typed or from a scanner, which types like a keyboard and ends with Enter.
#pragma once

#include "kiosk/screens/examiner/ask.h"
#include "kiosk/screens/examiner/text_sheet.h"

namespace kaogong::kiosk::screens {

struct AskFindState {
    TextSheetState number{.page = KeyboardPage::upper};
};
void draw(const model::AskFindView& view, AskFindState& state, ui::Frame& frame, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
