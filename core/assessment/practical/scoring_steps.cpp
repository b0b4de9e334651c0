#include "core/assessment/practical/scoring_steps.h"

#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

constexpr std::size_t kStaffTextMax = 512;
constexpr int kPiecesMax = 99;
constexpr std::size_t kExceptionsMax = 100;
constexpr std::int64_t kOvertimeMaxMs = 24 * 60 * 60'000; // a reading of overtime is no longer

Error wrong_state(const ScoringState& state) {
    return error(codes::scoring_wrong_state, std::string(stage_name(state.stage)));
}

Result<void> in_stage(const ScoringState& state, ScoringStage wanted) {
    return state.stage == wanted ? success() : Result<void>(wrong_state(state));
}

Result<void> readable(const std::string& text) {
    return text.size() <= kStaffTextMax && is_utf8(text) ? success() : Result<void>(error(codes::staff_text_too_long));
}

Result<void> needs_reason(const std::string& reason) {
    if (reason.empty()) return error(codes::reason_missing);
    return readable(reason);
}

Result<void> needs_two(const std::string& by, const std::string& second) {
    if (by.empty()) return error(codes::staff_missing);
    return !second.empty() && second != by ? success() : Result<void>(error(codes::second_staff_missing));
}

Result<void> needs_member(const ScoringState& state, const std::string& by) {
    return is_member(state, by) ? success() : Result<void>(error(codes::examiner_not_of_row, by));
}

Result<void> needs_chief(const ScoringState& state, const std::string& by) {
    return is_chief(state, by) ? success() : Result<void>(error(codes::examiner_not_of_row, by));
}

// Work goes on: rows may be noted. After a coded end only what was begun is closed.
Result<void> needs_open_scores(const ScoringState& state) {
    return in_stage(state, ScoringStage::started);
}

VetoTrack& veto_track(ScoringState& state, const std::string& veto) {
    const auto found = std::find_if(state.vetoes.begin(), state.vetoes.end(), [&](const VetoTrack& t) { return t.veto == veto; });
    if (found != state.vetoes.end()) return *found;
    state.vetoes.push_back({.veto = veto, .armed = false, .confirmed = 0});
    return state.vetoes.back();
}

VetoTrack veto_of(const ScoringState& state, const std::string& veto) {
    const auto found = std::find_if(state.vetoes.begin(), state.vetoes.end(), [&](const VetoTrack& t) { return t.veto == veto; });
    return found == state.vetoes.end() ? VetoTrack{.veto = veto, .armed = false, .confirmed = 0} : *found;
}

// Scores moved: what was signed over the old ones no longer stands.
void scores_moved(ScoringState& state, const std::string& row) {
    state.payload.reset();
    state.result_signed.clear();
    if (state.total_seen && std::find(state.late_changes.begin(), state.late_changes.end(), row) == state.late_changes.end())
        state.late_changes.push_back(row);
}

class Step {
  public:
    explicit Step(ScoringState& state) : state_(state), rules_(*state.rules) {}

    ScoringEffects effects; // besides the append, which comes first

    Result<void> operator()(const ModulesDrawn& event) {
        TRY(in_stage(state_, ScoringStage::booked));
        TRY(needs_staff(event.by));
        TRY(modules_taken(rules_.sheet, event.modules));
        state_.chosen = event.modules;
        return success();
    }

    Result<void> operator()(const TestStarted& event) {
        TRY(in_stage(state_, ScoringStage::booked));
        TRY(needs_member(state_, event.by));
        TRY(modules_taken(rules_.sheet, state_.chosen)); // what is drawn must have been drawn
        state_.clock = started({.allowed_ms = rules_.sheet.duration_ms + rules_.extra_ms}, event.at);
        state_.stage = ScoringStage::started;
        state_.started_at = event.at;
        return success();
    }

    Result<void> operator()(const RowTouched& event) {
        TRY(may_touch_stage(event.row));
        const ScoreItem* item = TRY(row(event.row));
        TRY(check_touch(*item, event));
        const std::string owner = slot_owner(*item, event.by);
        if (const RowTrack* track = find_track(state_, event.row)) {
            const RowSlot* slot = find_slot(*track, owner);
            if (slot != nullptr && slot->entry == event.entry) return success(); // still an event: somebody looked again
            TRY(may_add_slot(*item, *track, slot));
        }
        set_entry(track_of(state_, event.row), owner, event.entry);
        touched(*item, event.by);
        return success();
    }

    Result<void> operator()(const RowUndone& event) {
        TRY(may_touch_stage(event.row));
        const ScoreItem* item = TRY(row(event.row));
        TRY(needs_member(state_, event.by));
        TRY(may_change(*item, event.by));
        const RowTrack* track = find_track(state_, event.row);
        const std::string owner = slot_owner(*item, event.by);
        if (track == nullptr || find_slot(*track, owner) == nullptr) return error(codes::change_unknown, event.row);
        undo(track_of(state_, event.row), owner);
        touched(*item, event.by);
        return success();
    }

    Result<void> operator()(const VetoArmed& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_member(state_, event.by));
        TRY(known_veto(event.veto));
        if (veto_of(state_, event.veto).armed) return wrong_state(state_);
        veto_track(state_, event.veto).armed = true;
        return success();
    }

    Result<void> operator()(const VetoDisarmed& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_member(state_, event.by));
        TRY(known_veto(event.veto));
        if (!veto_of(state_, event.veto).armed) return wrong_state(state_);
        veto_track(state_, event.veto).armed = false;
        return success();
    }

    Result<void> operator()(const VetoConfirmed& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_two(event.by, event.second));
        TRY(needs_member(state_, event.by));
        TRY(needs_member(state_, event.second));
        TRY(known_veto(event.veto));
        const VetoTrack before = veto_of(state_, event.veto);
        if (!before.armed || before.confirmed >= 100) return wrong_state(state_);
        VetoTrack& track = veto_track(state_, event.veto);
        track.armed = false; // one use: the next occurrence is armed anew
        ++track.confirmed;
        scores_moved(state_, event.veto);
        state_.sheets_signed.clear();
        const VetoStep* happens = veto_step(*rules_.sheet.find_veto(event.veto), track.confirmed);
        for (const Effect& effect : happens == nullptr ? std::vector<Effect>{} : happens->effects) {
            if (effect.kind == EffectKind::report_incident) effects.push_back(RaiseIncident{event.veto});
            if (effect.kind == EffectKind::stop_test) effects.push_back(StopWork{});
        }
        return success();
    }

    Result<void> operator()(const VetoWithdrawn& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_chief(state_, event.by));
        TRY(needs_reason(event.reason));
        TRY(known_veto(event.veto));
        if (veto_of(state_, event.veto).confirmed == 0) return wrong_state(state_);
        --veto_track(state_, event.veto).confirmed;
        scores_moved(state_, event.veto);
        state_.sheets_signed.clear();
        return success();
    }

    Result<void> operator()(const StationPaused& event) {
        TRY(needs_running());
        TRY(needs_staff(event.by));
        TRY(needs_reason(event.reason));
        TRY(readable(event.group));
        const auto time = assessment::outcome_facts(event.cause).time;
        const bool pauses = time == assessment::TimeEffect::credited || time == assessment::TimeEffect::paused_for_all;
        if (!pauses) return error(codes::end_code_refused);
        state_.clock = TRY(stopped(state_.clock, event.at));
        state_.paused = true;
        state_.pause_group = event.group;
        return success();
    }

    Result<void> operator()(const StationResumed& event) {
        TRY(in_stage(state_, ScoringStage::started));
        TRY(needs_staff(event.by));
        if (!state_.paused || event.group != state_.pause_group) return wrong_state(state_);
        state_.clock = started(state_.clock, event.at);
        state_.paused = false;
        state_.pause_group.clear();
        return success();
    }

    Result<void> operator()(const StationCredited& event) {
        TRY(needs_working());
        TRY(needs_two(event.by, event.second));
        TRY(needs_reason(event.reason));
        if (event.credit_ms <= 0 || state_.credited_ms + event.credit_ms > kWorkCreditMaxMs) return error(codes::credit_out_of_range);
        state_.clock.allowed_ms += event.credit_ms;
        state_.credited_ms += event.credit_ms;
        return success();
    }

    Result<void> operator()(const StationRestarted& event) {
        TRY(needs_working());
        TRY(needs_two(event.by, event.second));
        TRY(needs_reason(event.reason));
        TRY(needs_reason(event.piece));
        const bool fault = event.cause == OutcomeCode::machine_fault || event.cause == OutcomeCode::material_fault;
        if (!fault) return error(codes::end_code_refused);
        const std::int64_t worked = TRY(worked_ms(state_.clock, event.at));
        state_.old_attempts.push_back({std::move(state_.rows), std::move(state_.vetoes), worked, event.reason});
        state_.rows.clear();
        state_.vetoes.clear();
        state_.finished.clear();
        state_.sheets_signed.clear();
        state_.paused = false;
        state_.pause_group.clear();
        state_.clock = started({.allowed_ms = rules_.sheet.duration_ms + rules_.extra_ms}, event.at);
        state_.started_at = event.at;
        state_.credited_ms = 0;
        return success();
    }

    Result<void> operator()(const PieceHandedIn& event) {
        TRY(needs_working());
        TRY(needs_two(event.by, event.second));
        TRY(readable(event.seal));
        TRY(readable(event.code));
        const bool leaves = event.pieces > 0;
        if (event.pieces < 0 || event.pieces > kPiecesMax || !event.candidate_confirmed) return error(codes::outcome_incomplete, "hand_in");
        if (leaves && (event.seal.empty() || event.code.empty())) return error(codes::outcome_incomplete, "seal");
        const std::int64_t over = TRY(overtime_ms(state_.clock, event.at));
        state_.clock = TRY(stopped(state_.clock, event.at));
        state_.paused = false;
        state_.overtime_ms = std::min(over, kOvertimeMaxMs);
        state_.hand_in = event;
        state_.ended_at = event.at;
        return success();
    }

    Result<void> operator()(const TotalSeen& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_member(state_, event.by));
        if (rules_.sheet.show_total == ShowTotal::never) return wrong_state(state_);
        if (rules_.sheet.show_total == ShowTotal::at_finish && !open_rows(state_).empty()) return error(codes::rows_unseen);
        state_.total_seen = true;
        return success();
    }

    Result<void> operator()(const PhaseFinished& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_member(state_, event.by));
        if (state_.finished.contains(event.phase)) return wrong_state(state_);
        if (event.phase != Phase::prep) TRY(needs_end_of_work());
        for (const ScoreItem* item : rows_of(state_)) {
            const RowOpen open = item->phase == event.phase ? row_status(state_, *item).open : RowOpen::closed;
            // Differences between judges are for the comparison, which begins when all have signed blind.
            if (open != RowOpen::closed && open != RowOpen::spread) return error(codes::rows_unseen, item->id);
        }
        state_.finished.insert(event.phase);
        return success();
    }

    Result<void> operator()(const SheetSigned& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_member(state_, event.by));
        for (const Phase phase : kPhases)
            if (!state_.finished.contains(phase)) return error(codes::rows_unseen);
        if (!state_.sheets_signed.insert(event.by).second) return wrong_state(state_);
        state_.compared = state_.compared || all_sheets_signed(state_);
        return success();
    }

    Result<void> operator()(const RowArbitrated& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_chief(state_, event.by));
        TRY(needs_reason(event.reason));
        const ScoreItem* item = TRY(row(event.row));
        if (!state_.compared || item->kind() != ItemKind::judgement || row_status(state_, *item).open != RowOpen::spread)
            return wrong_state(state_);
        if (event.score < 0 || event.score > kJudgementMax) return error(codes::reading_misfits, event.row);
        RowTrack& track = track_of(state_, event.row);
        track.arbitrated = event.score;
        track.arbitrated_by = event.by;
        scores_moved(state_, event.row);
        return success();
    }

    Result<void> operator()(const ScoresDecided& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_chief(state_, event.by));
        for (const std::string& open : open_rows(state_)) {
            const bool differs = row_status(state_, *rules_.sheet.find_item(open)).open == RowOpen::spread;
            return error(differs ? codes::spread_open : codes::rows_unseen, open);
        }
        if (!all_sheets_signed(state_)) return error(codes::scoring_signature_missing);
        for (const VetoTrack& veto : state_.vetoes)
            if (veto.armed) return wrong_state(state_); // neither confirmed nor let go
        TRY(final_score(state_));
        state_.stage = ScoringStage::decided;
        return success();
    }

    Result<void> operator()(const TallyChecked& event) {
        TRY(in_stage(state_, ScoringStage::decided));
        const FinalScore score = TRY(final_score(state_));
        TRY(check_tally({.by = event.by, .points = event.points}, score.points, rules_.panel));
        state_.tally = TallyCheck{.by = event.by, .points = event.points};
        state_.stage = ScoringStage::written_up;
        return success();
    }

    Result<void> operator()(const ResultSigned& event) {
        if (rules_.mode == ScoringMode::practice) return wrong_state(state_);
        if (state_.stage != ScoringStage::written_up && state_.stage != ScoringStage::ended) return wrong_state(state_);
        const std::vector<std::string> signers = required_signers(state_);
        if (std::find(signers.begin(), signers.end(), event.by) == signers.end()) return error(codes::examiner_not_of_row, event.by);
        if (state_.payload && *state_.payload != event.payload) return error(codes::text_hash_differs);
        if (state_.result_signed.contains(event.by)) return wrong_state(state_);
        state_.payload = event.payload;
        state_.result_signed.insert(event.by);
        const bool all = std::all_of(signers.begin(), signers.end(), [&](const auto& who) { return state_.result_signed.contains(who); });
        if (all) state_.stage = ScoringStage::signed_;
        return success();
    }

    Result<void> operator()(const ResultDelivered&) {
        TRY(in_stage(state_, ScoringStage::signed_));
        state_.stage = ScoringStage::delivered;
        return success();
    }

    Result<void> operator()(const TestEnded& event) {
        const bool before = state_.stage == ScoringStage::booked;
        if (!before && state_.stage != ScoringStage::started) return wrong_state(state_);
        if (state_.end || state_.hand_in) return wrong_state(state_);
        TRY(check_end(event.details, before ? TestProgress::before_start : TestProgress::after_start));
        if (!before) {
            const std::int64_t over = TRY(overtime_ms(state_.clock, event.at));
            state_.clock = TRY(stopped(state_.clock, event.at));
            state_.overtime_ms = std::min(over, kOvertimeMaxMs);
        }
        state_.paused = false;
        state_.pause_group.clear();
        state_.end = event.details;
        state_.ended_at = event.at;
        const bool nothing = end_result(event.details) == ResultValue::no_result || before;
        if (nothing) state_.stage = ScoringStage::ended;
        return success();
    }

    Result<void> operator()(const TerminalBack& event) {
        TRY(in_stage(state_, ScoringStage::started));
        TRY(needs_staff(event.by));
        state_.clock = bridged(state_.clock, event.last_alive, event.at);
        return success();
    }

    Result<void> operator()(const ExceptionNoted& event) {
        const bool open = state_.stage == ScoringStage::booked || state_.stage == ScoringStage::started;
        if (!open) return wrong_state(state_);
        TRY(check_exception(event.details));
        if (state_.exceptions.size() >= kExceptionsMax) return error(codes::sitting_full);
        state_.exceptions.push_back(event.details);
        return success();
    }

    Result<void> operator()(const StationTick&) { return success(); } // handled by apply_event

  private:
    Result<void> needs_staff(const std::string& by) const {
        if (by.empty()) return error(codes::staff_missing);
        return readable(by);
    }
    Result<void> needs_working() const {
        TRY(in_stage(state_, ScoringStage::started));
        return !state_.hand_in && !state_.end ? success() : Result<void>(wrong_state(state_));
    }
    Result<void> needs_running() const {
        TRY(needs_working());
        return !state_.paused ? success() : Result<void>(wrong_state(state_));
    }
    Result<void> needs_end_of_work() const { return state_.hand_in || state_.end ? success() : Result<void>(wrong_state(state_)); }

    // Preparation is checked before the clock starts.
    Result<void> may_touch_stage(const std::string& row) const {
        const ScoreItem* item = rules_.sheet.find_item(row);
        if (state_.stage == ScoringStage::booked && item != nullptr && item->phase == Phase::prep) return success();
        return needs_open_scores(state_);
    }

    Result<const ScoreItem*> row(const std::string& id) const {
        for (const ScoreItem* item : rows_of(state_))
            if (item->id == id) return item;
        return error(codes::sheet_reference, id);
    }

    Result<void> known_veto(const std::string& veto) const {
        return rules_.sheet.find_veto(veto) != nullptr ? success() : Result<void>(error(codes::sheet_reference, veto));
    }

    // In a finished phase only those whose score lies too far off score again, and only once the comparison is open.
    Result<void> may_change(const ScoreItem& item, const std::string& by) const {
        if (item.kind() == ItemKind::overtime) return error(codes::reading_misfits, item.id); // the clock writes it
        if (!state_.finished.contains(item.phase)) return success();
        const RowStatus status = row_status(state_, item);
        const bool again = std::find(status.again.begin(), status.again.end(), by) != status.again.end();
        return state_.compared && status.open == RowOpen::spread && again ? success() : Result<void>(error(codes::examiner_not_of_row, by));
    }

    Result<void> check_touch(const ScoreItem& item, const RowTouched& event) const {
        TRY(needs_member(state_, event.by));
        TRY(may_change(item, event.by));
        if (event.entry.state == RowState::unseen) return error(codes::reading_misfits, item.id); // that is what undo is for
        if (event.entry.state == RowState::not_applicable) {
            TRY(needs_two(event.by, event.second));
            TRY(needs_reason(event.reason));
        }
        const bool judged = item.kind() == ItemKind::judgement && event.entry.state == RowState::scored;
        const auto* scores = std::get_if<JudgeReading>(&event.entry.reading);
        if (judged && (scores == nullptr || scores->scores.size() != 1 || scores->arbitrated)) return error(codes::reading_misfits, item.id);
        const auto* values = std::get_if<MeasureReading>(&event.entry.reading);
        for (const Measured& value : values == nullptr ? std::vector<Measured>{} : values->values)
            if (value.readings.size() != 1) return error(codes::reading_misfits, item.id); // each examiner reads once
        return check_entry(item, event.entry, {.judges_min = judged ? 1 : rules_.sheet.judges_min});
    }

    // Two examiners measure; a third only where they differ.
    Result<void> may_add_slot(const ScoreItem& item, const RowTrack& track, const RowSlot* own) const {
        if (item.by != ScoredBy::two_independent || own != nullptr || track.slots.size() < 2) return success();
        const bool third = track.slots.size() == 2 && row_status(state_, item).open == RowOpen::disagree;
        return third ? success() : Result<void>(error(codes::examiner_not_of_row, item.id));
    }

    static void set_entry(RowTrack& track, const std::string& owner, const RowEntry& entry) {
        for (RowSlot& slot : track.slots) {
            if (slot.examiner != owner) continue;
            slot.earlier.push_back(slot.entry);
            slot.entry = entry;
            return;
        }
        track.slots.push_back({.examiner = owner, .entry = entry, .earlier = {}});
    }

    static void undo(RowTrack& track, const std::string& owner) {
        const auto slot = std::find_if(track.slots.begin(), track.slots.end(), [&](const RowSlot& s) { return s.examiner == owner; });
        if (slot->earlier.empty()) {
            track.slots.erase(slot);
            return;
        }
        slot->entry = std::move(slot->earlier.back());
        slot->earlier.pop_back();
    }

    void touched(const ScoreItem& item, const std::string& by) {
        scores_moved(state_, item.id);
        state_.sheets_signed.erase(by); // an own sheet that changed is signed again
        track_of(state_, item.id).arbitrated.reset();
    }

    ScoringState& state_;
    const ScoringRules& rules_;
};

// The bell: a sheet that allows no more overtime stops the work; examiners take the piece.
Result<ScoringEffects> tick(const ScoringState& state, const Instant& at) {
    const bool working = state.stage == ScoringStage::started && !state.hand_in && !state.end && !state.paused;
    if (!working) return ScoringEffects{};
    std::int64_t allowed_over = 0;
    for (const ScoreItem* item : rows_of(state))
        if (const auto* rule = std::get_if<OvertimeRule>(&item->rule)) allowed_over = std::max(allowed_over, rule->stop_after_ms);
    const std::int64_t worked = TRY(worked_ms(state.clock, at));
    if (worked < state.clock.allowed_ms + allowed_over) return ScoringEffects{};
    return ScoringEffects{StopWork{}};
}

} // namespace

Result<ScoringEffects> apply_event(ScoringState& state, const ScoringEvent& event) {
    if (const auto* ticked = std::get_if<StationTick>(&event)) return tick(state, ticked->at);
    if (state.next_sequence > kScoringEventsMax) return error(codes::sitting_full);
    Step step(state);
    TRY(std::visit(step, event));
    state.last_at = event_instant(event);
    ScoringEffects effects;
    const std::uint64_t sequence = state.next_sequence++;
    if (state.rules->mode == ScoringMode::live) effects.push_back(AppendScoringEvent{sequence, event});
    effects.insert(effects.end(), step.effects.begin(), step.effects.end());
    return effects;
}

} // namespace kaogong::practical
