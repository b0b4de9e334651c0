// The marks of a theory paper as a record states them. One translation for the terminal that marks on the spot and for the bureau that
// marks afterwards or again, so that both can be compared to the byte.
#pragma once

#include "core/assessment/marking.h"
#include "core/record/result_record.h"

namespace kaogong::record {

ItemResult item_result(const std::string& item, const assessment::ItemMark& mark);

// Items and score of the record. A coded end that counts as zero, or as nothing at all, stands in the outcome; the points are always those
// of the answers (five results are never confused; what becomes of them is decided by people).
struct TheoryMarks {
    std::vector<ItemResult> items; // in the paper's order
    ResultScore score;
};
TheoryMarks theory_marks(const std::vector<std::string>& item_ids, const assessment::PaperMark& mark, std::optional<OutcomeCode> end_code);

} // namespace kaogong::record
