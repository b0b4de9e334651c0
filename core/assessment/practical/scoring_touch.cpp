#include "core/assessment/practical/scoring_touch.h"

#include "core/assessment/practical/scoring_checks.h"
#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

RowSlot* slot_of(ScoringState& state, const ScoreItem& item, const std::string& owner) {
    auto& slots = track_of(state, item.id).slots;
    const auto slot = std::find_if(slots.begin(), slots.end(), [&](const RowSlot& each) { return each.examiner == owner; });
    return slot == slots.end() ? nullptr : &*slot;
}

// A veto or an arbitration leaves every own sheet as it was; only the examiner's own touch changes what was signed.
void touched(ScoringState& state, const ScoreItem& item, const std::string& by) {
    scores_moved(state, item.id);
    state.sheets_signed.erase(by); // an own sheet that changed is signed again
    track_of(state, item.id).arbitrated.reset();
}

std::size_t notes_of(const ScoringState& state, const std::string& owner) {
    const auto written = std::count_if(state.rows.begin(), state.rows.end(), [&](const RowTrack& track) {
        const RowSlot* slot = find_slot(track, owner);
        return slot != nullptr && !slot->note.empty();
    });
    return static_cast<std::size_t>(written);
}

} // namespace

Result<const ScoreItem*> row_taken(const ScoreSheet& sheet, const std::vector<std::string>& chosen, std::string_view row) {
    const auto modules = modules_taken(sheet, chosen);
    for (const ScoreItem* item : modules ? rows_taken(sheet, *modules) : std::vector<const ScoreItem*>{})
        if (item->id == row) return item;
    return error(codes::sheet_reference, std::string(row));
}

bool is_own_row(const ScoreItem& item) {
    const bool apart = item.by == ScoredBy::panel_blind || item.by == ScoredBy::two_independent;
    return apart && item.kind() != ItemKind::overtime; // the clock writes that
}

Result<void> check_one_entry(const ScoreSheet& sheet, const ScoreItem& item, const RowEntry& entry) {
    if (entry.state == RowState::unseen) return error(codes::reading_misfits, item.id); // that is what undo is for
    const bool judged = item.kind() == ItemKind::judgement && entry.state == RowState::scored;
    const auto* scores = std::get_if<JudgeReading>(&entry.reading);
    if (judged && (scores == nullptr || scores->scores.size() != 1 || scores->arbitrated)) return error(codes::reading_misfits, item.id);
    const auto* values = std::get_if<MeasureReading>(&entry.reading);
    for (const Measured& value : values == nullptr ? std::vector<Measured>{} : values->values)
        if (value.readings.size() != 1) return error(codes::reading_misfits, item.id); // each examiner reads once
    return check_entry(item, entry, {.judges_min = judged ? 1 : sheet.judges_min});
}

Result<void> check_touch(const ScoreSheet& sheet, const ScoreItem& item, const RowTouched& touch) {
    if (touch.entry.state == RowState::not_applicable) {
        TRY(needs_two(touch.by, touch.second));
        TRY(needs_reason(touch.reason));
    }
    return check_one_entry(sheet, item, touch.entry);
}

void put_entry(RowSlot& slot, const RowEntry& entry) {
    slot.earlier.push_back(std::move(slot.entry));
    slot.entry = entry;
}

bool take_back(RowSlot& slot) {
    if (slot.earlier.empty()) return false;
    slot.entry = std::move(slot.earlier.back());
    slot.earlier.pop_back();
    return true;
}

Result<void> check_note_text(const std::string& note) {
    TRY(readable(note));
    return note.size() <= kNoteMax ? success() : Result<void>(error(codes::staff_text_too_long));
}

Result<void> check_note(const RowSlot* slot, const std::string& note, std::size_t written) {
    if (slot == nullptr) return error(codes::change_unknown, note);
    TRY(check_note_text(note));
    return slot->note.empty() && !note.empty() && written >= kNotesMax ? Result<void>(error(codes::sitting_full)) : success();
}

// In a finished phase only those whose score lies too far off score again, and only once the comparison is open.
Result<void> may_change(const ScoringState& state, const ScoreItem& item, const std::string& by) {
    if (item.kind() == ItemKind::overtime) return error(codes::reading_misfits, item.id); // the clock writes it
    if (!state.finished.contains(item.phase)) return success();
    const RowStatus status = row_status(state, item);
    const bool again = std::find(status.again.begin(), status.again.end(), by) != status.again.end();
    return state.compared && status.open == RowOpen::spread && again ? success() : Result<void>(error(codes::examiner_not_of_row, by));
}

Result<void> may_add_slot(const ScoringState& state, const ScoreItem& item, const std::string& owner) {
    const RowTrack* track = find_track(state, item.id);
    if (item.by != ScoredBy::two_independent || track == nullptr || track->slots.size() < 2) return success();
    if (find_slot(*track, owner) != nullptr) return success();
    const bool third = track->slots.size() == 2 && row_status(state, item).open == RowOpen::disagree;
    return third ? success() : Result<void>(error(codes::examiner_not_of_row, item.id));
}

void enter(ScoringState& state, const ScoreItem& item, const std::string& by, const RowEntry& entry) {
    const std::string owner = slot_owner(item, by);
    RowSlot* slot = slot_of(state, item, owner);
    if (slot != nullptr && slot->entry == entry) return;
    if (slot != nullptr)
        put_entry(*slot, entry);
    else
        track_of(state, item.id).slots.push_back({.examiner = owner, .entry = entry, .earlier = {}});
    touched(state, item, by);
}

Result<void> undo(ScoringState& state, const ScoreItem& item, const std::string& by) {
    const RowTrack* track = find_track(state, item.id);
    const std::string owner = slot_owner(item, by);
    if (track == nullptr || find_slot(*track, owner) == nullptr) return error(codes::change_unknown, item.id);
    auto& slots = track_of(state, item.id).slots;
    if (!take_back(*slot_of(state, item, owner))) std::erase_if(slots, [&](const RowSlot& slot) { return slot.examiner == owner; });
    touched(state, item, by);
    return success();
}

Result<void> note_row(ScoringState& state, const ScoreItem& item, const RowNoted& event) {
    if (state.sheets_signed.contains(event.by)) return wrong_state(state); // it is part of what was signed
    const std::string owner = slot_owner(item, event.by);
    const RowTrack* track = find_track(state, item.id);
    TRY(check_note(track == nullptr ? nullptr : find_slot(*track, owner), event.note, notes_of(state, owner)));
    take_note(state, item, event.by, event.note);
    return success();
}

void take_note(ScoringState& state, const ScoreItem& item, const std::string& by, const std::string& note) {
    slot_of(state, item, slot_owner(item, by))->note = note;
}

void scores_moved(ScoringState& state, const std::string& row) {
    state.payload.reset();
    state.result_signed.clear();
    if (state.total_seen && std::find(state.late_changes.begin(), state.late_changes.end(), row) == state.late_changes.end())
        state.late_changes.push_back(row);
}

} // namespace kaogong::practical
