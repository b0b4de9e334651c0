#include "core/assessment/practical/scoring_steps.h"

#include "core/assessment/practical/scoring_checks.h"
#include "core/assessment/practical/scoring_modules.h"
#include "core/assessment/practical/scoring_paper.h"
#include "core/assessment/practical/scoring_rows.h"
#include "core/assessment/practical/scoring_sheets.h"
#include "core/assessment/practical/scoring_touch.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

constexpr int kPiecesMax = 99;
constexpr std::size_t kExceptionsMax = 100;

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
        TRY(needs_member(rules_, event.by));
        if (state_.identity == assessment::IdentityCheck::mismatch) return wrong_state(state_); // somebody else is in the room
        TRY(modules_taken(rules_.sheet, state_.chosen)); // what is drawn must have been drawn
        state_.clock = started({.allowed_ms = rules_.sheet.duration_ms + rules_.extra_ms}, event.at);
        state_.stage = ScoringStage::started;
        state_.started_at = event.at;
        return success();
    }

    Result<void> operator()(const RowTouched& event) {
        TRY(may_touch_stage(event.row));
        const ScoreItem* item = TRY(row(event.row));
        TRY(needs_member(rules_, event.by));
        TRY(may_change(state_, *item, event.by));
        TRY(check_touch(rules_.sheet, *item, event));
        TRY(may_add_slot(state_, *item, slot_owner(*item, event.by)));
        enter(state_, *item, event.by, event.entry);
        return success();
    }

    Result<void> operator()(const RowUndone& event) {
        TRY(may_touch_stage(event.row));
        const ScoreItem* item = TRY(row(event.row));
        TRY(needs_member(rules_, event.by));
        TRY(may_change(state_, *item, event.by));
        return undo(state_, *item, event.by);
    }

    Result<void> operator()(const RowNoted& event) {
        TRY(may_touch_stage(event.row));
        const ScoreItem* item = TRY(row(event.row));
        TRY(needs_member(rules_, event.by));
        return note_row(state_, *item, event);
    }

    Result<void> operator()(const VetoArmed& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_member(rules_, event.by));
        TRY(known_veto(rules_, event.veto));
        if (veto_of(state_, event.veto).armed) return wrong_state(state_);
        veto_track(state_, event.veto).armed = true;
        return success();
    }

    Result<void> operator()(const VetoDisarmed& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_member(rules_, event.by));
        TRY(known_veto(rules_, event.veto));
        if (!veto_of(state_, event.veto).armed) return wrong_state(state_);
        veto_track(state_, event.veto).armed = false;
        return success();
    }

    Result<void> operator()(const VetoConfirmed& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_two(event.by, event.second));
        TRY(needs_member(rules_, event.by));
        TRY(needs_member(rules_, event.second));
        TRY(known_veto(rules_, event.veto));
        const VetoTrack before = veto_of(state_, event.veto);
        if (!before.armed || before.confirmed >= 100) return wrong_state(state_);
        VetoTrack& track = veto_track(state_, event.veto);
        track.armed = false; // one use: the next occurrence is armed anew
        ++track.confirmed;
        // An own sheet holds what its examiner entered and no veto: it did not change, here or elsewhere, and stays signed. The veto itself
        // is signed by all with the result.
        scores_moved(state_, event.veto);
        const VetoStep* happens = veto_step(*rules_.sheet.find_veto(event.veto), track.confirmed);
        for (const Effect& effect : happens == nullptr ? std::vector<Effect>{} : happens->effects) {
            if (effect.kind == EffectKind::report_incident) effects.push_back(RaiseIncident{event.veto});
            if (effect.kind == EffectKind::stop_test) effects.push_back(StopWork{});
        }
        return success();
    }

    Result<void> operator()(const VetoWithdrawn& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_chief(rules_, event.by));
        TRY(needs_reason(event.reason));
        TRY(known_veto(rules_, event.veto));
        if (veto_of(state_, event.veto).confirmed == 0) return wrong_state(state_);
        --veto_track(state_, event.veto).confirmed;
        scores_moved(state_, event.veto);
        return success();
    }

    Result<void> operator()(const StationPaused& event) {
        TRY(needs_running(state_));
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
        TRY(needs_working(state_));
        TRY(needs_two(event.by, event.second));
        TRY(needs_reason(event.reason));
        if (event.credit_ms <= 0 || state_.credited_ms + event.credit_ms > kWorkCreditMaxMs) return error(codes::credit_out_of_range);
        state_.clock.allowed_ms += event.credit_ms;
        state_.credited_ms += event.credit_ms;
        credit_module(state_, event.credit_ms);
        return success();
    }

    Result<void> operator()(const StationRestarted& event) {
        TRY(needs_working(state_));
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
        state_.sheets_signed.clear(); // they are of the old piece, and none of them comes in again
        forget_modules(state_);
        state_.paused = false;
        state_.pause_group.clear();
        state_.clock = started({.allowed_ms = rules_.sheet.duration_ms + rules_.extra_ms}, event.at);
        state_.started_at = event.at;
        state_.credited_ms = 0;
        return success();
    }

    Result<void> operator()(const PieceHandedIn& event) {
        TRY(needs_working(state_));
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

    Result<void> operator()(const SealChecked& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_member(rules_, event.by));
        if (!state_.hand_in || state_.hand_in->seal.empty() || state_.finished.contains(Phase::workpiece)) return wrong_state(state_);
        state_.seal_intact = event.intact;
        return success();
    }

    Result<void> operator()(const TotalSeen& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_member(rules_, event.by));
        if (rules_.sheet.show_total == ShowTotal::never) return wrong_state(state_);
        if (rules_.sheet.show_total == ShowTotal::at_finish && !open_rows(state_).empty()) return error(codes::rows_unseen);
        state_.total_seen = true;
        return success();
    }

    Result<void> operator()(const PhaseFinished& event) { return finish_phase(state_, event); }
    Result<void> operator()(const SheetSigned& event) { return sign_sheet(state_, event); }
    Result<void> operator()(const SheetReceived& event) { return receive_sheet(state_, event); }
    Result<void> operator()(const ModuleBegun& event) { return begin_module(state_, event); }

    Result<void> operator()(const RowArbitrated& event) {
        TRY(needs_open_scores(state_));
        TRY(needs_chief(rules_, event.by));
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
        TRY(needs_chief(rules_, event.by));
        for (const std::string& open : open_rows(state_)) {
            const bool differs = row_status(state_, *rules_.sheet.find_item(open)).open == RowOpen::spread;
            return error(differs ? codes::spread_open : codes::rows_unseen, open);
        }
        for (const PanelMember& member : rules_.panel)
            if (!state_.sheets_signed.contains(member.examiner)) return lacks_signature(state_, member.examiner);
        if (!state_.compared) return wrong_state(state_); // every sheet came from elsewhere, and a phase is not finished
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
        if (missing_signers(state_).empty()) state_.stage = ScoringStage::signed_;
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
        if (!before && !is_paper(state_)) { // on paper the times are known
            const std::int64_t over = TRY(overtime_ms(state_.clock, event.at));
            state_.clock = TRY(stopped(state_.clock, event.at));
            state_.overtime_ms = std::min(over, kOvertimeMaxMs);
            state_.ended_at = event.at;
        }
        state_.paused = false;
        state_.pause_group.clear();
        state_.end = event.details;
        if (before) state_.ended_at = event.at;
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

    // A picture of a piece that was replaced stays: it shows why.
    Result<void> operator()(const EvidenceTaken& event) {
        const bool open = state_.stage == ScoringStage::booked || state_.stage == ScoringStage::started;
        if (!open) return wrong_state(state_); // the list of evidence is part of what is signed from here on
        TRY(needs_staff(event.by));
        if (!event.row.empty()) TRY(row(event.row));
        if (event.picture == Hash{}) return error(codes::outcome_incomplete, "picture");
        if (state_.pictures.size() >= kPicturesMax) return error(codes::sitting_full);
        const EvidencePicture taken{.row = event.row, .picture = event.picture};
        for (const EvidencePicture& before : state_.pictures)
            if (before.picture == taken.picture) return wrong_state(state_); // one file shows one thing
        state_.pictures.push_back(taken);
        return success();
    }

    Result<void> operator()(const SignatureRefused& event) {
        if (state_.stage == ScoringStage::signed_ || state_.stage == ScoringStage::delivered) return wrong_state(state_);
        TRY(needs_staff(event.by));
        TRY(needs_reason(event.note));
        if (!may_refuse(event.by)) return error(codes::examiner_not_of_row, event.by);
        if (state_.refusals.size() >= kRefusalsMax) return error(codes::sitting_full);
        state_.refusals.push_back(event);
        return success();
    }

    Result<void> operator()(const PersonIdentified& event) {
        TRY(in_stage(state_, ScoringStage::booked));
        TRY(needs_staff(event.by));
        state_.identity = event.identity;
        return success();
    }

    Result<void> operator()(const ConditionChecked& event) {
        TRY(in_stage(state_, ScoringStage::booked));
        TRY(needs_staff(event.by));
        TRY(needs_reason(event.condition));
        const bool known = state_.conditions.contains(event.condition);
        if (!known && state_.conditions.size() >= kConditionsMax) return error(codes::sitting_full);
        state_.conditions[event.condition] = event.mark;
        return success();
    }

    // The list of signers names keys, so what was signed with the old one of this person is signed again by all.
    Result<void> operator()(const CredentialIssued& event) {
        if (state_.stage == ScoringStage::signed_ || state_.stage == ScoringStage::delivered) return wrong_state(state_);
        TRY(needs_two(event.by, event.second));
        if (!may_refuse(event.who) || event.who == kTheCandidate || event.who == event.by || event.who == event.second)
            return error(codes::examiner_not_of_row, event.who);
        state_.payload.reset();
        state_.result_signed.clear();
        return success();
    }

    Result<void> operator()(const PaperPhotographed& event) { return photograph_paper(state_, event); }
    Result<void> operator()(const RowKeyed& event) { return key_paper(state_, event); }
    Result<void> operator()(const VetoKeyed& event) { return key_paper(state_, event); }
    Result<void> operator()(const TimesKeyed& event) { return key_paper(state_, event); }
    Result<void> operator()(const KeyingFinished& event) { return key_paper(state_, event); }
    Result<void> operator()(const RowSettled& event) { return key_paper(state_, event); }
    Result<void> operator()(const VetoSettled& event) { return key_paper(state_, event); }
    Result<void> operator()(const TimesSettled& event) { return key_paper(state_, event); }
    Result<void> operator()(const PaperAgreed& event) { return agree_paper(state_, event); }
    Result<void> operator()(const PaperPutAway& event) { return put_paper_away(state_, event); }

    Result<void> operator()(const StationTick&) { return success(); } // handled by apply_event

  private:
    // Preparation is checked before the clock starts.
    Result<void> may_touch_stage(const std::string& row) const {
        const ScoreItem* item = rules_.sheet.find_item(row);
        if (state_.stage == ScoringStage::booked && item != nullptr && item->phase == Phase::prep) return success();
        return needs_open_scores(state_);
    }

    Result<const ScoreItem*> row(const std::string& id) const { return row_taken(rules_.sheet, state_.chosen, id); }

    // Whoever is asked to sign anything here: the candidate, the panel, those who sign the result.
    bool may_refuse(const std::string& by) const {
        const std::vector<std::string> signers = required_signers(state_);
        return by == kTheCandidate || is_member(rules_, by) || std::find(signers.begin(), signers.end(), by) != signers.end();
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
    TRY(paper_allows(state, event));
    Step step(state);
    TRY(std::visit(step, event));
    state.last_at = event_instant(event);
    ScoringEffects effects;
    const std::uint64_t sequence = state.next_sequence++;
    if (state.rules->mode == ScoringMode::live) effects.push_back(AppendScoringEvent{sequence, event});
    effects.insert(effects.end(), step.effects.begin(), step.effects.end());
    return effects;
}

Result<void> apply_journal(std::span<const ScoringEvent> journal, const std::function<Result<ScoringEffects>(const ScoringEvent&)>& apply) {
    for (std::size_t i = 0; i < journal.size(); ++i) {
        const std::string place = std::to_string(i + 1) + " " + std::string(event_name(journal[i]));
        if (!is_journalled(journal[i])) return error(codes::journal_broken, place);
        const auto effects = apply(journal[i]);
        if (!effects) return error(codes::journal_broken, place + " " + code_text(effects.code()));
    }
    return success();
}

} // namespace kaogong::practical
