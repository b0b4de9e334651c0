// Hand entry 双人录入: a signed paper sheet keyed by two people who do not see each other's keying; what differs is settled against the
// photographed sheet, and two sign for the whole. A normal mode of work, not an exception. Pure: step(state, event); how the keyed sheet
// becomes a candidate's scores is scoring_paper.h.
#pragma once

#include "core/assessment/practical/hand_event.h"
#include "core/assessment/practical/score_sheet.h"

#include <memory>
#include <span>

namespace kaogong::practical {

struct Keying {
    std::string by;
    std::map<std::string, RowEntry, std::less<>> rows;
    std::map<std::string, int, std::less<>> vetoes; // keyed ones, 0 included
    std::optional<PaperTimes> times;
    bool finished = false;
    bool operator==(const Keying&) const = default;
};
struct HandState {
    std::shared_ptr<const ScoreSheet> sheet;
    std::vector<std::string> chosen; // modules that the paper shows
    std::vector<Hash> photos;    // page by page
    std::vector<Keying> keyings; // at most two
    std::map<std::string, RowEntry, std::less<>> settled;
    std::map<std::string, int, std::less<>> settled_vetoes;
    std::optional<PaperTimes> settled_times;
    bool agreed = false;
    bool operator==(const HandState&) const = default;
};

inline constexpr std::string_view kTimesRow = "TIMES"; // how the times are named among rows and vetoes; no sheet's row is
inline constexpr int kOccurrencesMax = 100;
inline constexpr int kPaperPagesMax = 8;
inline constexpr std::int64_t kPaperTimeMaxMs = 48 * 60 * 60'000LL; // from the start to the end of one test, credit included

HandState hand_entry_start(std::shared_ptr<const ScoreSheet> sheet, std::vector<std::string> chosen);
// Errors: scoring_wrong_state, staff_missing, second_staff_missing, examiner_not_of_row (a third person keys), rows_unseen (keying finished
// too early), entries_differ (agreed too early), reading_misfits (times that cannot be right), and those of check_entry.
Result<HandState> step(const HandState& state, const HandEvent& event);
Result<HandState> fold(std::shared_ptr<const ScoreSheet> sheet, std::vector<std::string> chosen, std::span<const HandEvent> journal);

// What a person may see: the own keying; both only when both have finished.
std::vector<Keying> visible_keyings(const HandState& state, std::string_view by);
bool both_finished(const HandState& state);
// Rows and vetoes of the paper, then kTimesRow, that the two keyed differently; empty until both have finished.
std::vector<std::string> differing(const HandState& state);
std::vector<std::string> unsettled(const HandState& state); // of those, what nobody has settled
std::vector<std::string> paper_order(const HandState& state); // what is keyed: rows, then vetoes, then kTimesRow
// Of those, what this person has still to key.
std::vector<std::string> unkeyed(const HandState& state, std::string_view by);
// scoring_wrong_state before both have finished, entries_differ.
Result<SheetEntries> entries_of(const HandState& state);
Result<PaperTimes> times_of(const HandState& state);

} // namespace kaogong::practical
