// Re-marking 重评 of rows of a score sheet: a row is left out, given in full, or scored again by another entry, the same for everybody of a
// set (domain.md, Score review and group re-mark). A decision changes what was entered and how a row counts, never how anything is scored:
// points, caps, gates and vetoes come from score_sheet, as on the day.
#pragma once

#include "core/assessment/practical/score_sheet.h"

namespace kaogong::practical {

enum class RowAction : std::uint8_t {
    leave_out = 1, // 作废: counts for nobody; its module is re-scaled, as by a row that is not applicable where the sheet says `rescale`
    full,          // 给满分: its points whatever was found; of a row that lies outside of the sum, nothing is taken
    again,         // 重新评分: by the entry that is given
};
struct RowRemark {
    std::string row;
    RowAction action = RowAction::leave_out;
    RowEntry entry; // with RowAction::again, and no other
    bool operator==(const RowRemark&) const = default;
};

// What was entered for one candidate, and what decisions have made of it since. Of several about one row the last counts.
struct RemarkedEntries {
    SheetEntries entries;
    std::map<std::string, RowAction, std::less<>> set_aside; // rows left out or given in full
};

// Rows of modules that the candidate did not take are left alone. Errors: row_unknown (not on the sheet, or to be scored again in a module
// that was not taken), reading_misfits (again, and nobody entered anything), those of check_entry, module_choice.
Result<void> remark_row(const ScoreSheet& sheet, const RowRemark& remark, RemarkedEntries& remarked);
// Errors: module_emptied where no row of a module is left to count, those of score_sheet.
Result<SheetScore> score_remarked(const ScoreSheet& sheet, const RemarkedEntries& remarked);

} // namespace kaogong::practical
