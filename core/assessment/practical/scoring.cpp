#include "core/assessment/practical/scoring.h"

#include "core/assessment/practical/exact.h"
#include "core/assessment/practical/scoring_rows.h"
#include "core/assessment/practical/scoring_steps.h"
#include "core/base/check.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

namespace kaogong::practical {
namespace {

constexpr std::string_view kStageNames[] = {"booked", "started", "decided", "written_up", "signed", "delivered", "ended"};

// A coded end says it; else whatever was noted beside a test that went on and leaves it open.
ResultValue value_of(const ScoringState& state) {
    if (state.end && end_result(*state.end) != ResultValue::normal) return end_result(*state.end);
    for (const EndDetails& noted : state.exceptions) {
        if (assessment::outcome_facts(noted.code).result == ResultValue::held) return ResultValue::held;
        const auto& penalties = state.rules->penalties;
        for (const Penalty& penalty : penalties)
            if (penalty.code == noted.code && penalty.kind == PenaltyKind::void_proposed) return ResultValue::held;
    }
    return ResultValue::normal;
}

Result<Fraction> penalty_of(const ScoringState& state, const Fraction& earned) {
    Fraction sum;
    for (const EndDetails& noted : state.exceptions) {
        for (const Penalty& penalty : state.rules->penalties) {
            if (penalty.code != noted.code) continue;
            if (penalty.kind == PenaltyKind::points) sum = TRY(add(sum, {penalty.amount, 1}));
            if (penalty.kind == PenaltyKind::percent) sum = TRY(add(sum, TRY(multiply(earned, {penalty.amount, 100}))));
        }
    }
    return sum;
}

// Whoever said no is told first: waiting for that one leads nowhere.
Error unsigned_error(const ScoringState& state) {
    const std::vector<std::string> missing = missing_signers(state);
    if (missing.empty()) return error(codes::scoring_signature_missing, std::string(stage_name(state.stage)));
    for (const std::string& who : missing)
        if (const Error lacks = lacks_signature(state, who); lacks.code == codes::signature_refused) return lacks;
    return lacks_signature(state, missing.front());
}

} // namespace

Result<FinalScore> final_score(const ScoringState& state) {
    FinalScore made;
    made.sheet = TRY(score_of(state));
    made.value = value_of(state);
    const Fraction penalty = TRY(penalty_of(state, made.sheet.exact));
    made.exact =
        compare(made.sheet.exact, penalty) < 0 ? Fraction{} : TRY(add(made.sheet.exact, {-penalty.numerator, penalty.denominator}));
    if (made.value == ResultValue::zero) made.exact = {};
    made.points = assessment::cut(made.exact);
    made.penalty = made.sheet.points - made.points;
    made.verdict = made.sheet.verdict;
    const bool below = compare(made.exact, {state.rules->sheet.points_pass, 1}) < 0;
    if (made.verdict == SheetVerdict::pass && below) made.verdict = SheetVerdict::fail;
    return made;
}

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
    TRY(apply_journal(journal, [&](const ScoringEvent& event) { return apply_event(state, event); }));
    return state;
}

Result<std::vector<ScoringStep>> step_group(std::span<const ScoringState> states, const ScoringEvent& event) {
    std::vector<ScoringStep> steps;
    for (const ScoringState& state : states) steps.push_back(TRY(step(state, event)));
    return steps;
}

Result<SealedScores> seal(const ScoringState& state) {
    if (state.rules->mode == ScoringMode::practice) return error(codes::scoring_wrong_state, "practice");
    if (state.stage != ScoringStage::signed_ && state.stage != ScoringStage::delivered) return unsigned_error(state);
    SealedScores sealed;
    sealed.end = state.end;
    sealed.exceptions = state.exceptions;
    sealed.value = value_of(state);
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
    const FinalScore score = TRY(final_score(state));
    sealed.points = score.points;
    sealed.verdict = score.verdict;
    return sealed;
}

} // namespace kaogong::practical
