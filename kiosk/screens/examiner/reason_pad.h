// 原因: up to eight usual reasons as large choices, and another one in own words. The reason is what stands in the record.
#pragma once

#include "kiosk/screens/examiner/text_sheet.h"

namespace kaogong::kiosk::screens {

struct ReasonState {
    std::string code; // of the chosen one; kOtherReason for own words
    TextSheetState own;
};
inline constexpr std::string_view kOtherReason = "other";
// Empty: none yet.
std::string reason_of(const model::ReasonChoices& choices, const ReasonState& state);
void draw_reason_pad(ui::Frame& frame, ui::Rect room, const model::ReasonChoices& choices, ReasonState& state);
// Over the dialog, while own words are typed.
void draw_reason_sheet(ui::Frame& frame, ReasonState& state);

} // namespace kaogong::kiosk::screens
