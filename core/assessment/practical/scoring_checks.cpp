#include "core/assessment/practical/scoring_checks.h"

#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"
#include "core/base/text.h"

namespace kaogong::practical {
namespace {

Result<void> demand(bool holds, const ScoringState& state) {
    return holds ? success() : Result<void>(wrong_state(state));
}

} // namespace

Error wrong_state(const ScoringState& state) {
    return error(codes::scoring_wrong_state, std::string(stage_name(state.stage)));
}

Result<void> in_stage(const ScoringState& state, ScoringStage wanted) {
    return demand(state.stage == wanted, state);
}

Result<void> needs_open_scores(const ScoringState& state) {
    return in_stage(state, ScoringStage::started);
}

Result<void> needs_working(const ScoringState& state) {
    TRY(in_stage(state, ScoringStage::started));
    return demand(!state.hand_in && !state.end, state);
}

Result<void> needs_running(const ScoringState& state) {
    TRY(needs_working(state));
    return demand(!state.paused, state);
}

Result<void> needs_end_of_work(const ScoringState& state) {
    return demand(state.hand_in || state.end, state);
}

Result<void> readable(const std::string& text) {
    return text.size() <= kStaffTextMax && is_utf8(text) ? success() : Result<void>(error(codes::staff_text_too_long));
}

Result<void> needs_reason(const std::string& reason) {
    if (reason.empty()) return error(codes::reason_missing);
    return readable(reason);
}

Result<void> needs_staff(const std::string& by) {
    if (by.empty()) return error(codes::staff_missing);
    return readable(by);
}

Result<void> needs_two(const std::string& by, const std::string& second) {
    if (by.empty()) return error(codes::staff_missing);
    return !second.empty() && second != by ? success() : Result<void>(error(codes::second_staff_missing));
}

Result<void> needs_member(const ScoringRules& rules, const std::string& by) {
    return is_member(rules, by) ? success() : Result<void>(error(codes::examiner_not_of_row, by));
}

Result<void> needs_chief(const ScoringRules& rules, const std::string& by) {
    return is_chief(rules, by) ? success() : Result<void>(error(codes::examiner_not_of_row, by));
}

Result<void> known_veto(const ScoringRules& rules, const std::string& veto) {
    return rules.sheet.find_veto(veto) != nullptr ? success() : Result<void>(error(codes::sheet_reference, veto));
}

} // namespace kaogong::practical
