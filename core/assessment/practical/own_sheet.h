// One examiner's own sheet away from the desk, as a pure state machine. A panel sits at separate terminals: the desk leads the scoring of a
// candidate (ScoringState), and another examiner enters here what he scores apart from the others, blind rows and independent readings,
// signs it, and the signed sheet travels to the desk, where it becomes one event (SheetReceived). It takes ModulesDrawn, RowTouched,
// RowUndone, RowNoted, SheetSigned and ResultDelivered, and no other event. It never holds a row that is noted together, nor anything of another
// examiner, and there is no clock in it: time is kept at the desk. Nothing is stored in practice mode.
#pragma once

#include "core/assessment/practical/scoring.h"

namespace kaogong::practical {

struct OwnSheetState {
    std::shared_ptr<const ScoringRules> rules; // shared with the other sheets of the session: nobody changes them
    std::string examiner;
    std::uint64_t next_sequence = 1;
    std::vector<std::string> chosen;                  // elective and drawn modules
    std::map<std::string, RowSlot, std::less<>> rows; // touched ones, by row
    std::optional<Hash> sheet;                        // signed as this record (zeroes in practice): nothing may be touched any more
    bool delivered = false;                           // the desk has it
    std::optional<Instant> begun_at, entered_at;      // first and last touch
    bool operator==(const OwnSheetState&) const = default;
};

OwnSheetState own_sheet_start(std::shared_ptr<const ScoringRules> rules, std::string examiner);
struct OwnSheetStep {
    OwnSheetState state;
    std::vector<ScoringEffect> effects;
};
// Refusals: examiner_not_of_row (another person, a stranger to the panel, a row that is not scored apart from the others), rows_unseen (to
// be signed while a blind row is open, or nothing is entered at all), scoring_wrong_state (signed already; modules drawn after the first
// touch; another event), and those of a touch at the desk.
Result<OwnSheetStep> step(const OwnSheetState& state, const ScoringEvent& event);
// The same in place; a refusal leaves the state as it was.
Result<std::vector<ScoringEffect>> advance(OwnSheetState& state, const ScoringEvent& event);
Result<OwnSheetState> fold_own_sheet(OwnSheetState start, std::span<const ScoringEvent> journal);

// ---- Questions

std::vector<const ScoreItem*> own_rows(const OwnSheetState& state);          // that may be touched here, in the sheet's order
std::vector<std::string> unseen_own_rows(const OwnSheetState& state);        // blind rows that still have to be entered
std::vector<OwnEntry> own_entries(const OwnSheetState& state);               // what is entered, in the sheet's order
const RowEntry* own_entry(const OwnSheetState& state, std::string_view row); // null where nothing is

} // namespace kaogong::practical
