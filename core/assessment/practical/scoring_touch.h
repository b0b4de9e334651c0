// Inside of scoring.h and own_sheet.h: touches on rows. What an examiner may enter is asked here and nowhere else, so that desk, own sheet
// and a sheet that comes in accept the very same entries; and here alone stands what an entry does to a slot.
#pragma once

#include "core/assessment/practical/scoring.h"

namespace kaogong::practical {

// The row among those of the modules taken; sheet_reference.
Result<const ScoreItem*> row_taken(const ScoreSheet& sheet, const std::vector<std::string>& chosen, std::string_view row);
// A row that an examiner scores apart from the others, so that it can be entered at another terminal than the desk.
bool is_own_row(const ScoreItem& item);

// What one examiner may enter for this row: one score of an own, one reading of each value. reading_misfits and the other codes of
// check_entry.
Result<void> check_one_entry(const ScoreSheet& sheet, const ScoreItem& item, const RowEntry& entry);
// A touch: that, and for not_applicable a second person and a reason.
Result<void> check_touch(const ScoreSheet& sheet, const ScoreItem& item, const RowTouched& touch);

void put_entry(RowSlot& slot, const RowEntry& entry); // what stood there is kept for undo
bool take_back(RowSlot& slot);                        // false: nothing stood there before, and the slot goes

Result<void> check_note_text(const std::string& note); // staff_text_too_long
// A note stands beside an entry: without one, change_unknown. staff_text_too_long, sitting_full where this examiner has written kNotesMax.
Result<void> check_note(const RowSlot* slot, const std::string& note, std::size_t written);

// ---- At the desk

Result<void> may_change(const ScoringState& state, const ScoreItem& item, const std::string& by);
// Whether this examiner may have a slot of an own: two measure, and a third only where they differ.
Result<void> may_add_slot(const ScoringState& state, const ScoreItem& item, const std::string& owner);
// The entry is checked: it becomes this examiner's. The same entry again changes nothing: somebody has looked again.
void enter(ScoringState& state, const ScoreItem& item, const std::string& by, const RowEntry& entry);
Result<void> undo(ScoringState& state, const ScoreItem& item, const std::string& by); // change_unknown
// A note moves no score: signatures of others and the tally stay as they are. scoring_wrong_state for who has signed the own sheet.
Result<void> note_row(ScoringState& state, const ScoreItem& item, const RowNoted& event);
// The note of a sheet that comes in, which was checked where it was written; its entry is there.
void take_note(ScoringState& state, const ScoreItem& item, const std::string& by, const std::string& note);
// Scores moved: what was signed over the old ones no longer stands.
void scores_moved(ScoringState& state, const std::string& row);

} // namespace kaogong::practical
