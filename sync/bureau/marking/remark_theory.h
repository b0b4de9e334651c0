// Marking a theory paper again by a decision: items left out, given in full, or marked by a new key.
#pragma once

#include "sync/bureau/marking/remark.h"

namespace kaogong::bureau::marking {

struct Remarking {
    const record::RemarkRule& rule;
    Hash rule_file; // SHA-256 of the file as it was written
    const MarkingPaper& paper;
};
// Error of the whole: item_unknown (the rule names an item that the paper does not have), paper_not_given (the rule is for another paper),
// key_misfits and its like, those of the store. Beside a single result: paper_not_given (not marked at all yet: mark first), those of
// open_answers and of signing.
Result<std::vector<RemarkedResult>> remark(const Remarking& remarking, const MarkingDesk& desk);

} // namespace kaogong::bureau::marking
