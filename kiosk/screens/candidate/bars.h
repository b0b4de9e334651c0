// The two bars above a candidate's screens, and the small things that several screens say alike: times, photos, the mark of the program.
// They draw what views hold and never decide anything.
#pragma once

#include "kiosk/model/commands.h"
#include "kiosk/ui/answers.h"
#include "kiosk/ui/fields.h"
#include "kiosk/ui/panels.h"

namespace kaogong::kiosk::screens {

inline constexpr float kBarHeight = 80;
inline constexpr float kMarginWork = 16;
inline constexpr float kMarginCalm = 96;
inline constexpr float kFootCalm = 624;     // the row of buttons of one-card screens
inline constexpr float kMarginUpright = 48; // of one-card screens on the upright canvas

void draw_pre_exam_bar(ui::Frame& frame, const model::PreExamBarView& view);

// Mark, two lines and the seat, without steps: when the exam is over.
struct PlainBar {
    std::string_view title;
    std::string_view line;
    std::string_view seat;
    ui::Chip chip;
};
void draw_plain_bar(ui::Frame& frame, const PlainBar& bar);

enum class HandInButton { shown, active, disabled };
// True when 交卷 was touched.
bool draw_candidate_bar(ui::Frame& frame, const model::CandidateBarView& view, HandInButton hand_in);

void draw_mark(ui::Frame& frame, ui::Rect rect);
// The picture of a person, or a neutral figure where there is none.
void draw_photo(ui::Frame& frame, ui::Rect rect, const model::Picture& photo, float radius);

std::string clock_text(const model::LocalTime& time);         // 08:41
std::string clock_text_seconds(const model::LocalTime& time); // 10:08:52
std::string left_text(std::int64_t left_ms);                  // 01:02:36, rounded up to the second that is still running
std::string points_text(int points);                          // hundredths: 100 -> 1, 150 -> 1.5
std::string lasted_text(const ui::Frame& frame, std::int64_t lasted_ms);
ui::Key kind_key(model::ItemKind kind);

// Time is up: the input stands still while the paper is collected. A dialog over whatever was on the screen.
void draw_time_up(ui::Frame& frame);

// What happened, as a title: without its full stop.
std::string_view as_title(std::string_view sentence);

// 叫监考员, which becomes a word of comfort once it was touched.
void draw_call_staff(ui::Frame& frame, ui::Rect rect, bool called, model::Commands& commands);

// A label line with its icon before it.
struct IconLine {
    ui::Icon icon;
    ui::Role icon_role = ui::Role::ink2;
    std::string_view text;
    float width = 0;
};
void draw_icon_line(ui::Frame& frame, ui::Point left_middle, const IconLine& line);

} // namespace kaogong::kiosk::screens
