// What a scored sheet comes to in the record of an operation result: rows, rules that changed the total, modules, total and outcome. The
// terminal that seals a result, whoever checks its readings and whoever marks it again all state scores with these.
#pragma once

#include "core/record/operation_result.h"

namespace kaogong::record {

// What lies outside of the sum takes points and has none; its effect stands among the rules (key 19).
ItemResult row_result(const std::string& row, const practical::ItemScore& score, const practical::ScoreItem& item);
// Keys 7, 19 and 22 become those of the score. What exceptions of the day took is no matter of the sheet and is added by the caller.
void put_scores(ResultRecord& record, const practical::ScoreSheet& sheet, const practical::SheetScore& score);

// The rule of the effect that says what exceptions of the day took from the total (starting early, stopping late).
inline constexpr std::string_view kExceptionsRule = "EXCEPTIONS";
Points taken_by_exceptions(const ResultRecord& record);
// Total and outcome of a score beside what the record states: a coded end stays what people decided, one that counts as zero stays zero,
// and what exceptions of the day took stays taken.
ResultScore score_beside(const ResultRecord& record, const practical::ScoreSheet& sheet, const practical::SheetScore& score);

// Rows from the readings, vetoes and modules from the record that lists them: what the sheet scores. package_content_mismatch naming a
// module that the sheet does not have.
Result<practical::SheetEntries> entries_behind(const ResultRecord& record, const Readings& readings, const practical::ScoreSheet& sheet);

} // namespace kaogong::record
