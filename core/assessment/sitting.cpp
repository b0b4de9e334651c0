#include "core/assessment/sitting.h"

#include "core/assessment/sitting_checks.h"
#include "core/assessment/sitting_steps.h"
#include "core/base/check.h"
#include "core/base/codes/assessment.h"

#include <algorithm>
#include <array>

namespace kaogong::assessment {
namespace {

constexpr std::array<std::string_view, 13> kPhaseNames = {
    "empty",      "signed_in",   "identity_refused", "identity_confirmed", "waiting", "answering", "reviewing",
    "confirming", "interrupted", "paused",           "handed_in",          "ended",   "released",
};

Result<SittingItem> sitting_item(const ItemPool& pool, std::string_view id) {
    const Item* item = pool.find(id);
    if (item == nullptr) return error(codes::item_unknown, std::string(id));
    SittingItem made{.id = item->id, .type = item->type, .options = {}};
    for (const Option& option : item->options) made.options.push_back(option.id);
    std::sort(made.options.begin(), made.options.end());
    return made;
}

template <typename Wanted> std::vector<std::size_t> items_where(const SittingState& state, Wanted wanted) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < state.items.size(); ++i) {
        if (wanted(state.items[i])) found.push_back(i);
    }
    return found;
}

// A journalled event is one that changed something: replayed, it must ask for exactly itself to be appended.
bool replays_itself(const std::vector<SittingEffect>& effects, const SittingEvent& event) {
    if (effects.empty()) return false;
    const auto* append = std::get_if<AppendEvent>(&effects.front());
    return append != nullptr && append->event.index() == event.index();
}

} // namespace

Result<SittingRules> sitting_rules(const AssessmentSpec& spec, const ItemPool& pool, const CandidatePaper& paper,
                                   const Accommodation& accommodation, std::vector<GateText> texts) {
    SittingRules rules{.time = spec.theory.time, .extra_ms = accommodation.extra_ms, .items = {}, .texts = std::move(texts)};
    if (accommodation.extra_ms < 0 || accommodation.extra_ms > spec.theory.time.duration_ms * 4) return error(codes::credit_out_of_range);
    for (const CandidateItem& item : paper.items) rules.items.push_back(TRY(sitting_item(pool, item.item)));
    return rules;
}

std::string_view phase_name(SittingPhase phase) {
    return kPhaseNames[static_cast<std::size_t>(phase)];
}

SittingState sitting_start(std::shared_ptr<const SittingRules> rules) {
    CHECK(rules != nullptr);
    SittingState state;
    state.items.resize(rules->items.size());
    state.rules = std::move(rules);
    return state;
}

Result<StepResult> step(const SittingState& state, const SittingEvent& event) {
    StepResult result{.state = state, .effects = {}};
    result.effects = TRY(apply_event(result.state, event));
    return result;
}

Result<std::vector<SittingEffect>> advance(SittingState& state, const SittingEvent& event) {
    return apply_event(state, event);
}

Result<SittingState> fold(std::shared_ptr<const SittingRules> rules, std::span<const SittingEvent> journal) {
    SittingState state = sitting_start(std::move(rules));
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const std::string place = std::to_string(i + 1) + " " + std::string(event_name(journal[i]));
        const auto effects = is_journalled(journal[i]) ? apply_event(state, journal[i]) : error(codes::sitting_wrong_phase);
        if (!effects) return error(codes::journal_broken, place + " " + code_text(effects.code()));
        if (!replays_itself(*effects, journal[i])) return error(codes::journal_broken, place);
    }
    return state;
}

bool is_open(const SittingState& state) {
    return state.phase != SittingPhase::empty && !is_finished(state);
}

bool is_finished(const SittingState& state) {
    return state.phase == SittingPhase::handed_in || state.phase == SittingPhase::ended || state.phase == SittingPhase::released;
}

ResultValue result_value(const SittingState& state) {
    const bool doubt = state.identity == IdentityCheck::doubt;
    if (!state.end_code) return doubt ? ResultValue::held : ResultValue::normal;
    const OutcomeFacts& facts = outcome_facts(*state.end_code);
    // A pause of the whole room that became an end: the session is run again with another paper form.
    const ResultValue value = facts.time == TimeEffect::paused_for_all ? ResultValue::no_result : facts.result;
    return doubt && value != ResultValue::no_result ? ResultValue::held : value;
}

Result<std::int64_t> remaining_ms(const SittingState& state, const Instant& at) {
    if (!state.started_at) return state.rules->time.duration_ms + state.rules->extra_ms;
    return remaining_ms(state.countdown, at);
}

std::size_t answered_count(const SittingState& state) {
    return state.items.size() - unanswered_items(state).size();
}

std::vector<std::size_t> unanswered_items(const SittingState& state) {
    return items_where(state, [](const ItemState& item) { return !is_answered(item.response); });
}

std::vector<std::size_t> flagged_items(const SittingState& state) {
    return items_where(state, [](const ItemState& item) { return item.flagged; });
}

Result<void> may_hand_in(const SittingState& state, const Instant& at) {
    if (!is_running_phase(state.phase)) return error(codes::sitting_wrong_phase, std::string(phase_name(state.phase)));
    TRY(check_time_left(state, at));
    const TimeRules& time = state.rules->time;
    if (TRY(active_ms(state.countdown, at)) < time.hand_in_earliest_ms) return error(codes::hand_in_too_early);
    const bool last_minutes = time.no_hand_in_last_ms > 0 && TRY(remaining_ms(state.countdown, at)) <= time.no_hand_in_last_ms;
    return last_minutes ? Result<void>(error(codes::hand_in_closed)) : success();
}

std::vector<ItemResponse> responses(const SittingState& state) {
    std::vector<ItemResponse> all;
    for (std::size_t i = 0; i < state.items.size(); ++i)
        all.push_back({.item = state.rules->items[i].id, .response = state.items[i].response});
    return all;
}

std::vector<AnswerChange> history_of(const SittingState& state, std::string_view item) {
    const auto index = item_index(state, item);
    return index ? state.items[*index].history : std::vector<AnswerChange>{};
}

} // namespace kaogong::assessment
