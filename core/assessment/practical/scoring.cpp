#include "core/assessment/practical/scoring.h"

#include "core/assessment/practical/scoring_rows.h"
#include "core/assessment/practical/scoring_steps.h"
#include "core/base/check.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

namespace kaogong::practical {
namespace {

constexpr std::string_view kStageNames[] = {"booked", "started", "decided", "written_up", "signed", "delivered", "ended"};

} // namespace

std::string_view stage_name(ScoringStage stage) {
    return kStageNames[static_cast<std::size_t>(stage) - 1];
}

ScoringState scoring_start(std::shared_ptr<const ScoringRules> rules) {
    CHECK(rules != nullptr);
    ScoringState state;
    state.rules = std::move(rules);
    return state;
}

Result<ScoringStep> step(const ScoringState& state, const ScoringEvent& event) {
    ScoringStep result{.state = state, .effects = {}};
    result.effects = TRY(apply_event(result.state, event));
    return result;
}

Result<std::vector<ScoringEffect>> advance(ScoringState& state, const ScoringEvent& event) {
    return apply_event(state, event);
}

Result<ScoringState> fold(std::shared_ptr<const ScoringRules> rules, std::span<const ScoringEvent> journal) {
    ScoringState state = scoring_start(std::move(rules));
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const std::string place = std::to_string(i + 1) + " " + std::string(event_name(journal[i]));
        if (!is_journalled(journal[i])) return error(codes::journal_broken, place);
        const auto effects = apply_event(state, journal[i]);
        if (!effects) return error(codes::journal_broken, place + " " + code_text(effects.code()));
    }
    return state;
}

Result<std::vector<ScoringStep>> step_group(std::span<const ScoringState> states, const ScoringEvent& event) {
    std::vector<ScoringStep> steps;
    for (const ScoringState& state : states) steps.push_back(TRY(step(state, event)));
    return steps;
}

Result<SealedScores> seal(const ScoringState& state) {
    if (state.rules->mode == ScoringMode::practice) return error(codes::scoring_wrong_state, "practice");
    if (state.stage != ScoringStage::signed_ && state.stage != ScoringStage::delivered)
        return error(codes::scoring_signature_missing, std::string(stage_name(state.stage)));
    SealedScores sealed;
    sealed.end = state.end;
    sealed.value = state.end ? end_result(*state.end) : ResultValue::normal;
    sealed.points_max = state.rules->sheet.points_max;
    sealed.signers.assign(state.result_signed.begin(), state.result_signed.end());
    sealed.payload = *state.payload;
    sealed.started_at = state.started_at.value_or(*state.ended_at);
    sealed.ended_at = *state.ended_at;
    sealed.worked_ms = state.clock.before_ms;
    sealed.late_changes = state.late_changes;
    if (sealed.value == ResultValue::no_result || !state.started_at) return sealed; // nothing was scored
    for (const std::string& open : open_rows(state)) return error(codes::rows_unseen, open);
    sealed.entries = entries_of(state);
    const SheetScore score = TRY(score_of(state));
    sealed.points = sealed.value == ResultValue::zero ? 0 : score.points;
    sealed.verdict = sealed.value == ResultValue::zero ? SheetVerdict::fail : score.verdict;
    return sealed;
}

} // namespace kaogong::practical
