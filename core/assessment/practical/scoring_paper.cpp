#include "core/assessment/practical/scoring_paper.h"

#include "core/assessment/practical/scoring_checks.h"
#include "core/assessment/practical/scoring_modules.h"
#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

template <typename... Events> bool is_one_of(const ScoringEvent& event) {
    return (std::holds_alternative<Events>(event) || ...);
}

bool is_keying(const ScoringEvent& event) {
    return is_one_of<PaperPhotographed, RowKeyed, VetoKeyed, TimesKeyed, KeyingFinished, RowSettled, VetoSettled, TimesSettled, PaperAgreed,
                     PaperPutAway>(event);
}

bool is_photographed(const ScoringState& state, const Hash& picture) {
    return std::any_of(state.pictures.begin(), state.pictures.end(), [&](const EvidencePicture& each) { return each.picture == picture; });
}

Instant at_wall(Instant at, std::int64_t wall_ms) {
    at.wall_ms = wall_ms;
    return at;
}

// Judges' scores stand on the paper in the order of the panel, and become each one's own.
void enter_judgement(ScoringState& state, const ScoreItem& item, const RowEntry& entry) {
    RowTrack& track = track_of(state, item.id);
    const auto& scores = std::get<JudgeReading>(entry.reading).scores;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        RowEntry own = entry;
        own.reading = JudgeReading{.scores = {scores[i]}, .arbitrated = {}};
        track.slots.push_back({.examiner = state.rules->panel[i].examiner, .entry = std::move(own), .earlier = {}});
    }
}

void enter_rows(ScoringState& state, const SheetEntries& entries) {
    for (const ScoreItem* item : rows_of(state)) {
        const auto keyed = entries.rows.find(item->id);
        if (keyed == entries.rows.end()) continue; // overtime: that is in the times
        const bool judged = item->kind() == ItemKind::judgement && keyed->second.state == RowState::scored;
        if (judged)
            enter_judgement(state, *item, keyed->second);
        else
            track_of(state, item->id).slots.push_back({.examiner = {}, .entry = keyed->second, .earlier = {}});
    }
    for (const auto& [veto, times] : entries.vetoes) state.vetoes.push_back({.veto = veto, .armed = false, .confirmed = times});
}

// A judged row has one score of each member of this panel.
Result<void> check_judges(const ScoringState& state, const SheetEntries& entries) {
    for (const auto& [row, entry] : entries.rows) {
        const auto* judged = std::get_if<JudgeReading>(&entry.reading);
        if (entry.state != RowState::scored || judged == nullptr) continue;
        if (judged->scores.size() != state.rules->panel.size() || judged->arbitrated) return error(codes::reading_misfits, row);
    }
    return success();
}

// What was scored at the terminal before it stopped is kept, and does not count beside the whole sheet on paper.
void put_live_aside(ScoringState& state, const Instant& at) {
    const auto worked = worked_ms(state.clock, at);
    state.old_attempts.push_back({std::move(state.rows), std::move(state.vetoes), worked ? *worked : state.clock.before_ms, "paper"});
    state.rows.clear();
    state.vetoes.clear();
    state.hand_in.reset();
    state.seal_intact.reset();
    forget_modules(state);
    state.paused = false;
    state.pause_group.clear();
}

void take_times(ScoringState& state, const PaperTimes& times, const Instant& at) {
    const std::int64_t worked = times.ended_ms - times.started_ms;
    const std::int64_t allowed = state.rules->sheet.duration_ms + state.rules->extra_ms + times.credited_ms;
    state.clock = {.allowed_ms = allowed, .before_ms = worked, .running_since = {}};
    state.overtime_ms = std::clamp<std::int64_t>(worked - allowed, 0, kOvertimeMaxMs);
    state.credited_ms = times.credited_ms;
    state.started_at = at_wall(at, times.started_ms);
    state.ended_at = at_wall(at, times.ended_ms);
}

} // namespace

bool is_paper(const ScoringState& state) {
    return state.paper && state.paper->agreed;
}

bool is_being_keyed(const ScoringState& state) {
    return state.paper && !state.paper->agreed;
}

Result<void> paper_allows(const ScoringState& state, const ScoringEvent& event) {
    if (!state.paper) return success();
    const bool beside = is_one_of<EvidenceTaken, ExceptionNoted, SignatureRefused, CredentialIssued>(event);
    const bool after = is_one_of<RowArbitrated, TotalSeen, ScoresDecided, TallyChecked, ResultSigned, ResultDelivered, TestEnded>(event);
    const bool may = is_paper(state) ? beside || after : beside || is_keying(event) || is_one_of<TerminalBack>(event);
    return may ? success() : Result<void>(error(codes::scoring_wrong_state, "paper"));
}

Result<void> photograph_paper(ScoringState& state, const PaperPhotographed& event) {
    const bool open = state.stage == ScoringStage::booked || state.stage == ScoringStage::started;
    const bool live = state.rules->mode == ScoringMode::live && !state.end && !state.compared;
    if (!open || !live || state.identity == assessment::IdentityCheck::mismatch) return wrong_state(state);
    TRY(modules_taken(state.rules->sheet, state.chosen)); // what is drawn must have been drawn
    if (state.pictures.size() >= kPicturesMax) return error(codes::sitting_full);
    const auto sheet = std::shared_ptr<const ScoreSheet>(state.rules, &state.rules->sheet);
    const HandState before = state.paper ? *state.paper : hand_entry_start(sheet, state.chosen);
    HandState paper = TRY(step(before, HandEvent(event)));
    if (!is_photographed(state, event.picture)) state.pictures.push_back({.row = {}, .picture = event.picture});
    state.paper = std::move(paper);
    return success();
}

Result<void> key_paper(ScoringState& state, const HandEvent& event) {
    if (!state.paper) return wrong_state(state);
    state.paper = TRY(step(*state.paper, event));
    return success();
}

Result<void> agree_paper(ScoringState& state, const PaperAgreed& event) {
    if (!state.paper) return wrong_state(state);
    HandState agreed = TRY(step(*state.paper, HandEvent(event)));
    const SheetEntries entries = TRY(entries_of(agreed));
    const PaperTimes times = TRY(times_of(agreed));
    TRY(check_judges(state, entries));
    // Rows of the preparation may have been scored at the terminal before the start.
    state.live_before_paper = state.stage == ScoringStage::started || !state.rows.empty() || !state.vetoes.empty();
    if (state.live_before_paper) put_live_aside(state, event.at);
    state.paper = std::move(agreed);
    enter_rows(state, entries);
    take_times(state, times, event.at);
    state.stage = ScoringStage::started;
    state.finished = {kPhases.begin(), kPhases.end()};
    // No record was made of what stands signed on the paper; the photograph is the record.
    state.sheets_signed.clear();
    for (const PanelMember& member : state.rules->panel) state.sheets_signed[member.examiner] = Hash{};
    state.compared = true;
    return success();
}

Result<void> put_paper_away(ScoringState& state, const PaperPutAway& event) {
    if (!state.paper) return wrong_state(state);
    TRY(step(*state.paper, HandEvent(event)));
    state.paper.reset();
    return success();
}

} // namespace kaogong::practical
