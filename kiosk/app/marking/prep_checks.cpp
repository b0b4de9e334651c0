#include "kiosk/app/marking/prep_checks.h"

#include "core/assessment/practical/scoring_rows.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

bool has_prep_rows(const practical::ScoreSheet& sheet) {
    return std::any_of(sheet.items.begin(), sheet.items.end(), [](const auto& item) { return item.phase == practical::Phase::prep; });
}

bool all_calibrated(const practical::ScoreSheet& sheet, std::int64_t wall_ms) {
    return std::all_of(sheet.instruments.begin(), sheet.instruments.end(),
                       [&](const practical::Instrument& gauge) { return gauge.valid_to_ms == 0 || wall_ms <= gauge.valid_to_ms; });
}

} // namespace

std::vector<std::string> prep_checks(const practical::ScoreSheet& sheet) {
    std::vector<std::string> checks = {kMachineCheck, kMaterialCheck};
    if (!sheet.instruments.empty()) checks.emplace_back(kGaugesCheck);
    checks.emplace_back(kDrawingCheck);
    checks.emplace_back(kSafetyCheck);
    if (has_prep_rows(sheet)) checks.emplace_back(kRowsCheck);
    return checks;
}

model::Mark prep_mark(const std::string& check, const practical::ScoringState& state, std::int64_t wall_ms) {
    if (check == kRowsCheck) return practical::open_rows(state, practical::Phase::prep).empty() ? model::Mark::good : model::Mark::unseen;
    if (check == kGaugesCheck && !all_calibrated(state.rules->sheet, wall_ms)) return model::Mark::bad;
    const auto marked = state.conditions.find(check);
    if (marked == state.conditions.end() || marked->second == practical::ConditionMark::unseen) return model::Mark::unseen;
    return marked->second == practical::ConditionMark::good ? model::Mark::good : model::Mark::bad;
}

bool needs_draw(const practical::ScoreSheet& sheet) {
    return !sheet.groups.empty();
}

bool draw_signed(const practical::ScoringState& state) {
    return !needs_draw(state.rules->sheet) || !state.chosen.empty();
}

bool may_start(const practical::ScoringState& state, std::int64_t wall_ms) {
    if (state.stage != practical::ScoringStage::booked) return false;
    const std::vector<std::string> checks = prep_checks(state.rules->sheet);
    const bool all_good = std::all_of(checks.begin(), checks.end(), [&](const std::string& check) {
        return prep_mark(check, state, wall_ms) == model::Mark::good;
    });
    return all_good && draw_signed(state);
}

} // namespace kaogong::kiosk::app
