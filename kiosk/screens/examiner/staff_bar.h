// The dark bar above every staff page, and the small things that several of them say alike. It draws what views hold and decides nothing.
#pragma once

#include "kiosk/model/examiner_commands.h"
#include "kiosk/screens/candidate/bars.h"
#include "kiosk/ui/score_controls.h"

namespace kaogong::kiosk::screens {

enum class BarBack { none, to_candidates, to_sheet };
enum class BarClock { shown, left_out };

struct StaffBar {
    BarBack back = BarBack::none;
    BarClock clock = BarClock::shown;
    float actions_width = 0; // what the page puts at the right end; drawn by the page
    float middle_width = 0;  // what it must have between title and pills: the title gives way
};
// Gives the free stretch between title and pills, for the page's own words.
ui::Rect draw_staff_bar(ui::Frame& frame, const model::StaffBarView& view, const StaffBar& bar, model::ExaminerCommands& commands);
// Roles of text on the bar: in practice mode it is filled with the warning's colour.
struct BarRoles {
    ui::Role ground;
    ui::Role text;
    ui::Role quiet;
};
BarRoles bar_roles(const model::StaffBarView& view);

ui::Role station_role(std::size_t place); // by place in the strip, first to sixth
ui::Key phase_key(model::SheetPhase phase);
ui::TickMark mark_of(model::Mark mark);
model::Mark mark_of(ui::TickMark mark);

// A table's cell: a label line over nothing, or a sentence; shortened where it must.
void draw_pair(ui::Frame& frame, ui::Rect row, std::string_view label, std::string_view value);

} // namespace kaogong::kiosk::screens
