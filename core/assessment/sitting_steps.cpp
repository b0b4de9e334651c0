#include "core/assessment/sitting_steps.h"

#include "core/assessment/sitting_checks.h"
#include "core/base/codes/assessment.h"
#include "core/base/limits.h"

#include <algorithm>

namespace kaogong::assessment {
namespace {

using Phase = SittingPhase;

// ---- Small changes

Effects accept(SittingState& state, const SittingEvent& event) {
    Effects effects = {AppendEvent{.sequence = state.next_sequence, .event = event}};
    ++state.next_sequence;
    const Instant& at = event_instant(event);
    const bool later = !state.last_at || state.last_at->boot_id != at.boot_id || at.boot_ms > state.last_at->boot_ms;
    if (later) state.last_at = at;
    return effects;
}

void add_credit(SittingState& state, std::int64_t credit_ms) {
    state.countdown = countdown_credit(std::move(state.countdown), credit_ms);
    state.credited_ms += credit_ms;
}

bool bounces(const Touch& touch, const Instant& at) {
    return touch.at.boot_id == at.boot_id && at.boot_ms - touch.at.boot_ms < kTouchBounceMs;
}

void remember_touch(SittingState& state, Touch touch) {
    std::erase_if(state.recent_touches, [&](const Touch& earlier) { return !bounces(earlier, touch.at); });
    if (!touch.option.empty()) state.recent_touches.push_back(std::move(touch));
}

void change_answer(SittingState& state, std::size_t index, AnswerChange change) {
    ItemState& item = state.items[index];
    item.response = change.response;
    item.saved_sequence = change.sequence;
    item.history.push_back(std::move(change));
}

// Stops the clock for good. The caller has made sure that `at` belongs to this boot or that the clock stands still.
Result<void> close(SittingState& state, Phase phase, const Instant& at) {
    Countdown stopped = TRY(countdown_stop(state.countdown, at));
    state.active_ms = stopped.active_before_ms;
    state.countdown = std::move(stopped);
    state.phase = phase;
    state.ended_at = at;
    state.recent_touches.clear();
    return success();
}

Result<Effects> end_with_code(SittingState& state, const SittingEvent& event, OutcomeCode code) {
    const bool started = state.started_at.has_value();
    TRY(close(state, Phase::ended, event_instant(event)));
    state.end_code = code;
    Effects effects = accept(state, event);
    if (!started) return effects;
    state.hand_in = HandInCause::staff;
    effects.push_back(Collect{HandInCause::staff});
    return effects;
}

Result<Effects> hand_in(SittingState& state, const SittingEvent& event, HandInCause cause) {
    TRY(close(state, Phase::handed_in, event_instant(event)));
    state.hand_in = cause;
    Effects effects = accept(state, event);
    effects.push_back(Collect{cause});
    return effects;
}

// ---- Before the start

Result<Effects> on(SittingState& state, const Opened& event) {
    TRY(check_phase(state, {Phase::empty}));
    state.phase = Phase::signed_in;
    state.opened_at = event.at;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const IdentityChecked& event) {
    TRY(check_open(state));
    const bool one_is_enough = event.check == IdentityCheck::match;
    TRY(one_is_enough ? check_staff(event.staff) : check_two_staff(event.staff, event.second_staff));
    // A mismatch is IMPERSONATION: it stops the sitting, and the result is held until people decide.
    if (event.check == IdentityCheck::mismatch) {
        Effects effects = TRY(end_with_code(state, event, OutcomeCode::impersonation));
        state.identity = event.check;
        state.identity_checked = true;
        return effects;
    }
    state.identity = event.check;
    state.identity_checked = true;
    if (state.phase == Phase::identity_refused) state.phase = Phase::signed_in;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const IdentityConfirmed& event) {
    TRY(check_phase(state, {Phase::signed_in}));
    state.phase = state.rules->texts.empty() ? Phase::waiting : Phase::identity_confirmed;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const IdentityRefused& event) {
    TRY(check_phase(state, {Phase::signed_in}));
    state.phase = Phase::identity_refused;
    Effects effects = accept(state, event);
    effects.push_back(CallStaff{});
    return effects;
}

Result<void> check_text(const SittingState& state, std::string_view text, const Hash& hash) {
    TRY(check_phase(state, {Phase::identity_confirmed}));
    const GateText& due = state.rules->texts[state.texts_accepted];
    if (due.id != text) return error(codes::text_out_of_order, due.id);
    if (due.hash != hash) return error(codes::text_hash_differs, due.id);
    return success();
}

Result<Effects> on(SittingState& state, const TextAccepted& event) {
    TRY(check_text(state, event.text, event.hash));
    ++state.texts_accepted;
    if (state.texts_accepted == state.rules->texts.size()) state.phase = Phase::waiting;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const TextRefused& event) {
    TRY(check_text(state, event.text, event.hash));
    return end_with_code(state, event, OutcomeCode::no_pledge);
}

Result<Effects> on(SittingState& state, const Started& event) {
    TRY(check_phase(state, {Phase::waiting}));
    const TimeRules& time = state.rules->time;
    if (event.late_ms < 0 || event.late_ms > time.late_entry_limit_ms) return error(codes::late_beyond_limit);
    state.countdown = countdown_start(
        {.duration_ms = time.duration_ms, .extra_ms = state.rules->extra_ms, .late_ms = event.late_ms, .notices_ms = time.notices_ms},
        event.at);
    state.late_ms = event.late_ms;
    state.started_at = event.at;
    state.phase = Phase::answering;
    return accept(state, event);
}

// ---- Answering

Result<Effects> on(SittingState& state, const ResponseSet& event) {
    TRY(check_answering(state, event.at));
    const std::size_t index = TRY(item_index(state, event.item));
    const SittingItem& item = state.rules->items[index];
    if (!is_answered(event.response)) return error(codes::response_misfits, "an empty answer is cleared, not set");
    TRY(check_response(item.type, item.options, event.response));
    if (!event.touched_option.empty()) TRY(check_option_known(item, event.touched_option));
    if (state.items[index].response == event.response) return Effects{};
    change_answer(state, index, {.sequence = state.next_sequence, .at = event.at, .response = event.response});
    remember_touch(state, {.item = index, .option = event.touched_option, .at = event.at});
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const ResponseCleared& event) {
    TRY(check_answering(state, event.at));
    const std::size_t index = TRY(item_index(state, event.item));
    if (!event.touched_option.empty()) TRY(check_option_known(state.rules->items[index], event.touched_option));
    if (!is_answered(state.items[index].response)) return Effects{};
    change_answer(state, index, {.sequence = state.next_sequence, .at = event.at, .response = {}});
    // After the button the candidate may at once choose again what was chosen before.
    if (event.touched_option.empty()) state.recent_touches.clear();
    remember_touch(state, {.item = index, .option = event.touched_option, .at = event.at});
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const ResponseRestored& event) {
    TRY(check_answering(state, event.at));
    const std::size_t index = TRY(item_index(state, event.item));
    const ItemState& item = state.items[index];
    const auto change = std::find_if(item.history.begin(), item.history.end(),
                                     [&](const AnswerChange& earlier) { return earlier.sequence == event.sequence; });
    if (change == item.history.end()) return error(codes::change_unknown);
    if (change->response == item.response) return Effects{};
    change_answer(state, index, {.sequence = state.next_sequence, .at = event.at, .response = Response(change->response)});
    return accept(state, event);
}

Result<Effects> set_flag(SittingState& state, const SittingEvent& event, std::string_view item, bool flagged) {
    TRY(check_answering(state, event_instant(event)));
    const std::size_t index = TRY(item_index(state, item));
    if (state.items[index].flagged == flagged) return Effects{};
    state.items[index].flagged = flagged;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const FlagSet& event) {
    return set_flag(state, event, event.item, true);
}

Result<Effects> on(SittingState& state, const FlagCleared& event) {
    return set_flag(state, event, event.item, false);
}

Result<Effects> on(SittingState& state, const ItemShown& event) {
    TRY(check_answering(state, event.at));
    const std::size_t index = TRY(item_index(state, event.item));
    if (state.current_item == index && state.items[index].seen) return Effects{};
    state.current_item = index;
    state.items[index].seen = true;
    return accept(state, event);
}

// ---- Time

Result<Effects> on(SittingState& state, const NoticeShown& event) {
    TRY(check_running(state, event.at));
    const auto due = TRY(notice_due(state.countdown, event.at));
    if (due != event.threshold_ms) return error(codes::notice_not_due);
    state.countdown = notice_shown(std::move(state.countdown), event.threshold_ms);
    Effects effects = accept(state, event);
    effects.push_back(ShowNotice{event.threshold_ms});
    return effects;
}

Result<Effects> on(SittingState& state, const TimeUp& event) {
    TRY(check_phase(state, {Phase::answering, Phase::reviewing, Phase::confirming}));
    if (TRY(remaining_ms(state.countdown, event.at)) > 0) return error(codes::sitting_time_left);
    return hand_in(state, event, HandInCause::time_up);
}

Result<Effects> on(SittingState& state, const Tick& event) {
    if (!is_running_phase(state.phase)) return Effects{};
    if (TRY(remaining_ms(state.countdown, event.at)) == 0) return on(state, TimeUp{event.at});
    const auto due = TRY(notice_due(state.countdown, event.at));
    return due ? on(state, NoticeShown{.at = event.at, .threshold_ms = *due}) : Effects{};
}

// The last instant at which the terminal is known to have been alive: the alive file is written once a second, so that the journal may know
// of a later one; and a file from another boot than the journal's end knows nothing.
Instant alive_until(const SittingState& state, const Interrupted& event) {
    Instant alive = state.last_at.value_or(event.at);
    const bool same_boot = event.last_alive.boot_id == alive.boot_id;
    if (same_boot && event.last_alive.boot_ms > alive.boot_ms) alive = event.last_alive;
    const bool in_the_future = alive.boot_id == event.at.boot_id && alive.boot_ms > event.at.boot_ms;
    return in_the_future ? event.at : alive;
}

Result<Effects> on(SittingState& state, const Interrupted& event) {
    TRY(check_open(state));
    const Instant alive = alive_until(state, event);
    state.countdown = TRY(countdown_stop(state.countdown, alive));
    if (state.phase != Phase::interrupted) state.resume_phase = is_running_phase(state.phase) ? Phase::answering : state.phase;
    state.phase = Phase::interrupted;
    state.outages.push_back({.sequence = state.next_sequence, .outage = outage_between(alive, event.at)});
    state.recent_touches.clear();
    Effects effects = accept(state, event);
    effects.push_back(CallStaff{});
    return effects;
}

Result<Effects> on(SittingState& state, const ReleasedByStaff& event) {
    TRY(check_phase(state, {Phase::interrupted}));
    TRY(check_staff(event.staff));
    TRY(check_reason(event.reason));
    TRY(check_credit(state, event.credit_ms));
    add_credit(state, event.credit_ms);
    if (state.resume_phase == Phase::answering) state.countdown = TRY(countdown_resume(state.countdown, event.at));
    state.phase = state.resume_phase;
    return accept(state, event);
}

bool can_pause(OutcomeCode cause) {
    const OutcomeFacts& facts = outcome_facts(cause);
    const bool hurt = cause == OutcomeCode::injury || cause == OutcomeCode::ill;
    return hurt || facts.time == TimeEffect::credited || facts.time == TimeEffect::paused_for_all;
}

Result<Effects> on(SittingState& state, const Paused& event) {
    TRY(check_running(state, event.at));
    TRY(check_staff(event.staff));
    TRY(check_reason(event.reason));
    if (!can_pause(event.cause)) return error(codes::end_code_refused);
    state.countdown = TRY(countdown_stop(state.countdown, event.at));
    state.phase = Phase::paused;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const Resumed& event) {
    TRY(check_phase(state, {Phase::paused}));
    TRY(check_staff(event.staff));
    TRY(check_credit(state, event.credit_ms));
    add_credit(state, event.credit_ms);
    state.countdown = TRY(countdown_resume(state.countdown, event.at));
    state.phase = Phase::answering;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const TimeCredited& event) {
    TRY(check_phase(state, {Phase::answering, Phase::reviewing, Phase::confirming, Phase::paused, Phase::interrupted}));
    TRY(check_staff(event.staff));
    TRY(check_reason(event.reason));
    TRY(check_credit(state, event.credit_ms));
    if (event.credit_ms == 0) return error(codes::credit_out_of_range);
    if (is_running_phase(state.phase)) TRY(check_time_left(state, event.at));
    add_credit(state, event.credit_ms);
    return accept(state, event);
}

// ---- Hand-in and end

Result<Effects> on(SittingState& state, const HandInRequested& event) {
    TRY(check_phase(state, {Phase::answering}));
    TRY(may_hand_in(state, event.at));
    state.phase = Phase::reviewing;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const HandInWithdrawn& event) {
    TRY(check_phase(state, {Phase::reviewing, Phase::confirming}));
    TRY(check_time_left(state, event.at));
    TRY(check_room(state)); // or going to and fro could use up what is kept for the end
    state.phase = Phase::answering;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const HandInConfirmed& event) {
    TRY(check_phase(state, {Phase::reviewing}));
    TRY(may_hand_in(state, event.at));
    state.phase = Phase::confirming;
    return accept(state, event);
}

Result<Effects> on(SittingState& state, const HandedIn& event) {
    TRY(check_phase(state, {Phase::confirming}));
    TRY(may_hand_in(state, event.at));
    return hand_in(state, event, HandInCause::candidate);
}

bool may_end(const SittingState& state, EndsTheory ends) {
    if (ends == EndsTheory::before_start) return !state.started_at;
    if (ends == EndsTheory::after_start) return state.started_at.has_value();
    return ends == EndsTheory::any_time;
}

Result<Effects> on(SittingState& state, const EndedByStaff& event) {
    TRY(check_open(state));
    const OutcomeFacts& facts = outcome_facts(event.code);
    if (!may_end(state, facts.ends)) return error(codes::end_code_refused, std::string(facts.key));
    TRY(facts.deciders > 1 ? check_two_staff(event.staff, event.second_staff) : check_staff(event.staff));
    TRY(check_reason(event.reason));
    return end_with_code(state, event, event.code);
}

Result<Effects> on(SittingState& state, const SeatReleased& event) {
    TRY(check_phase(state, {Phase::handed_in, Phase::ended, Phase::identity_refused}));
    TRY(check_staff(event.staff));
    state.phase = Phase::released;
    Effects effects = accept(state, event);
    effects.push_back(WipeSeat{});
    return effects;
}

// ---- A finger on an option

std::vector<std::string> toggled(const Response& response, const std::string& option) {
    const auto* chosen = std::get_if<ChosenOptions>(&response);
    std::vector<std::string> ids = chosen ? chosen->ids : std::vector<std::string>{};
    const auto place = std::lower_bound(ids.begin(), ids.end(), option);
    if (place != ids.end() && *place == option) {
        ids.erase(place);
    } else {
        ids.insert(place, option);
    }
    return ids;
}

Result<Effects> on(SittingState& state, const OptionTouched& event) {
    TRY(check_answering(state, event.at));
    const std::size_t index = TRY(item_index(state, event.item));
    const SittingItem& item = state.rules->items[index];
    TRY(check_option_known(item, event.option));
    const bool bounced = std::any_of(state.recent_touches.begin(), state.recent_touches.end(), [&](const Touch& touch) {
        return touch.item == index && touch.option == event.option && bounces(touch, event.at);
    });
    if (bounced) return Effects{};
    const std::vector<std::string> chosen =
        takes_one_option(item.type) ? std::vector{event.option} : toggled(state.items[index].response, event.option);
    if (chosen.empty()) return on(state, ResponseCleared{.at = event.at, .item = event.item, .touched_option = event.option});
    return on(state, ResponseSet{.at = event.at, .item = event.item, .response = ChosenOptions{chosen}, .touched_option = event.option});
}

} // namespace

Result<Effects> apply_event(SittingState& state, const SittingEvent& event) {
    if (state.next_sequence > kEventsOfSittingMax) return error(codes::sitting_full);
    return std::visit([&](const auto& any) { return on(state, any); }, event);
}

} // namespace kaogong::assessment
