// Marking operation results again by a decision about rows: left out, given in full, or scored again, for a set that the decision
// describes. The sheet's own rules make the points, with its caps, gates and vetoes, out of the readings that the panel signed.
#pragma once

#include "sync/bureau/marking/operation_papers.h"
#include "sync/bureau/marking/remark.h"

namespace kaogong::bureau::marking {

struct RowRemarking {
    const record::RowRemarkRule& rule;
    Hash rule_file; // SHA-256 of the file as it was written
    const OperationPapers& papers;
};
// Of those whom the decision concerns: results with rows that stand and are not void. Errors of the whole: paper_not_given (no package
// holds the task), row_unknown, remark_outside (readings for somebody who is not concerned), those of the store. Beside a single result:
// paper_not_given (the package of its session is needed), those of RowHistory::of, remark_row, score_remarked and signing.
Result<std::vector<RemarkedResult>> remark_rows(const RowRemarking& remarking, const MarkingDesk& desk);

} // namespace kaogong::bureau::marking
