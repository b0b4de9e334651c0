#include "core/assessment/practical/scoring_sheets.h"

#include "core/assessment/practical/scoring_checks.h"
#include "core/assessment/practical/scoring_rows.h"
#include "core/assessment/practical/scoring_touch.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

bool all_finished(const ScoringState& state) {
    return std::all_of(kPhases.begin(), kPhases.end(), [&](Phase phase) { return state.finished.contains(phase); });
}

void open_comparison(ScoringState& state) {
    state.compared = state.compared || (all_finished(state) && all_sheets_signed(state));
}

// An old file that comes by a second way must not bring back what its examiner has scored again since.
Result<void> is_new_sheet(const ScoringState& state, const Hash& sheet, const std::string& by) {
    if (state.sheets_known.contains(sheet)) return error(codes::sheet_known, by);
    return state.sheets_signed.contains(by) ? Result<void>(wrong_state(state)) : success();
}

void keep_sheet(ScoringState& state, const Hash& sheet, const std::string& by) {
    state.sheets_signed[by] = sheet;
    if (sheet != Hash{}) state.sheets_known.insert(sheet);
    open_comparison(state);
}

// As a touch by this examiner would be judged. Who agreed that a row is not applicable, and why, was asked where it was entered and stands
// in the journal there; that two agree is held here too, because such a row closes only when others enter the same.
Result<void> check_own_entry(const ScoringState& state, const OwnEntry& own, const std::string& by) {
    const ScoreItem* item = TRY(row_taken(state.rules->sheet, state.chosen, own.row));
    if (!is_own_row(*item)) return error(codes::examiner_not_of_row, own.row);
    TRY(may_change(state, *item, by));
    TRY(check_one_entry(state.rules->sheet, *item, own.entry));
    TRY(check_note_text(own.note));
    return may_add_slot(state, *item, by);
}

// A sheet that leaves a blind row open, or that has a row twice, was not signed by the rules that hold here.
Result<void> check_own_rows(const ScoringState& state, const std::vector<OwnEntry>& entries) {
    std::set<std::string_view> rows;
    for (const OwnEntry& own : entries)
        if (!rows.insert(own.row).second) return error(codes::reading_misfits, own.row);
    for (const ScoreItem* item : rows_of(state))
        if (item->by == ScoredBy::panel_blind && is_own_row(*item) && !rows.contains(item->id)) return error(codes::rows_unseen, item->id);
    return success();
}

} // namespace

bool seal_waits(const ScoringState& state) {
    if (!state.hand_in || state.hand_in->seal.empty() || state.seal_intact || state.finished.contains(Phase::workpiece)) return false;
    const std::vector<const ScoreItem*> rows = rows_of(state);
    return std::any_of(rows.begin(), rows.end(), [](const ScoreItem* item) { return item->phase == Phase::workpiece; });
}

Result<void> finish_phase(ScoringState& state, const PhaseFinished& event) {
    TRY(needs_open_scores(state));
    TRY(needs_member(*state.rules, event.by));
    if (state.finished.contains(event.phase)) return wrong_state(state);
    if (event.phase != Phase::prep) TRY(needs_end_of_work(state));
    // Whose piece was measured is known by its seal alone.
    if (event.phase == Phase::workpiece && seal_waits(state)) return wrong_state(state);
    for (const ScoreItem* item : rows_of(state)) {
        const RowOpen open = item->phase == event.phase ? row_status(state, *item).open : RowOpen::closed;
        // Differences between judges are for the comparison, which begins when all have signed blind.
        if (open != RowOpen::closed && open != RowOpen::spread) return error(codes::rows_unseen, item->id);
    }
    state.finished.insert(event.phase);
    open_comparison(state);
    return success();
}

Result<void> sign_sheet(ScoringState& state, const SheetSigned& event) {
    TRY(needs_open_scores(state));
    TRY(needs_member(*state.rules, event.by));
    if (!all_finished(state)) return error(codes::rows_unseen);
    TRY(is_new_sheet(state, event.sheet, event.by));
    keep_sheet(state, event.sheet, event.by);
    return success();
}

Result<void> receive_sheet(ScoringState& state, const SheetReceived& event) {
    TRY(needs_open_scores(state));
    TRY(needs_member(*state.rules, event.by));
    if (event.sheet == Hash{}) return error(codes::scoring_signature_missing, event.by);
    TRY(is_new_sheet(state, event.sheet, event.by));
    for (const OwnEntry& own : event.entries) TRY(check_own_entry(state, own, event.by));
    TRY(check_own_rows(state, event.entries));
    for (const OwnEntry& own : event.entries) {
        const ScoreItem& item = *state.rules->sheet.find_item(own.row);
        enter(state, item, event.by, own.entry);
        take_note(state, item, event.by, own.note);
    }
    keep_sheet(state, event.sheet, event.by);
    return success();
}

} // namespace kaogong::practical
