// 考前检查: what is looked at in a station before the clock starts, and when it may start. The conditions themselves come from the sheet:
// its gauges with the days until which they are calibrated, and the rows that it scores beforehand.
#pragma once

#include "kiosk/app/marking/content.h"
#include "kiosk/model/score_row.h"

namespace kaogong::kiosk::app {

// Ids of checks that every station has; their words are the screen's.
inline constexpr const char* kMachineCheck = "machine";
inline constexpr const char* kMaterialCheck = "material";
inline constexpr const char* kDrawingCheck = "drawing";
inline constexpr const char* kSafetyCheck = "safety";
inline constexpr const char* kGaugesCheck = "gauges"; // all there and calibrated; where the sheet names some
inline constexpr const char* kRowsCheck = "rows";     // leads to the sheet's own rows of the preparation

std::vector<std::string> prep_checks(const practical::ScoreSheet& sheet);
// As the examiner marked it; gauges past their date, and rows that are open, mark themselves.
model::Mark prep_mark(const std::string& check, const practical::ScoringState& state, std::int64_t wall_ms);
bool needs_draw(const practical::ScoreSheet& sheet);
bool draw_signed(const practical::ScoringState& state); // or nothing is left to the lot
bool may_start(const practical::ScoringState& state, std::int64_t wall_ms);

} // namespace kaogong::kiosk::app
