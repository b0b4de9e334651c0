// The photographed paper beside the keypad: whole, or larger and moved about with a finger, so that keys and paper are seen together.
#pragma once

#include "kiosk/screens/examiner/staff_bar.h"

namespace kaogong::kiosk::screens {

struct PaperState {
    std::size_t zoom = 0;         // 0: the whole sheet
    ui::Point middle{0.5F, 0.5F}; // of what is shown, in shares of the picture
    std::optional<ui::Point> finger;
    std::size_t page = 0;
};
struct PaperPane {
    const std::vector<model::Picture>& pages;
    bool may_add = false;    // the next page may be photographed
    bool may_retake = false; // the page that is shown as well
};
enum class PaperTouch { nothing, next_page, anew };
PaperTouch draw_paper(ui::Frame& frame, ui::Rect rect, const PaperPane& pane, PaperState& state);

// The bar of both pages of hand entry: back, change of user, putting the paper away; `action_width` is left free at its end.
void draw_paper_bar(ui::Frame& frame, const model::StaffBarView& bar, float action_width, model::ExaminerCommands& commands);

} // namespace kaogong::kiosk::screens
