// Inside of scoring.h and own_sheet.h: what many steps ask before they change anything. Nothing here changes a state.
#pragma once

#include "core/assessment/practical/scoring.h"

namespace kaogong::practical {

inline constexpr std::size_t kStaffTextMax = 512;
inline constexpr std::int64_t kOvertimeMaxMs = 24 * 60 * 60'000; // a reading of overtime is no longer

Error wrong_state(const ScoringState& state);
Result<void> in_stage(const ScoringState& state, ScoringStage wanted);
Result<void> needs_open_scores(const ScoringState& state); // rows may be noted; after a coded end only what was begun is closed
Result<void> needs_working(const ScoringState& state);     // the candidate has neither handed in nor come to an end
Result<void> needs_running(const ScoringState& state);     // and is not paused
Result<void> needs_end_of_work(const ScoringState& state);

Result<void> readable(const std::string& text);
Result<void> needs_reason(const std::string& reason);
Result<void> needs_staff(const std::string& by);
Result<void> needs_two(const std::string& by, const std::string& second);
Result<void> needs_member(const ScoringRules& rules, const std::string& by);
Result<void> needs_chief(const ScoringRules& rules, const std::string& by);
Result<void> known_veto(const ScoringRules& rules, const std::string& veto);

} // namespace kaogong::practical
