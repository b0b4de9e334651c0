// What stands of an operation result, row by row: the readings that its panel signed, and what decisions of the bureau have made of them
// since, each as its own file says. A record is marked again only where both together lead to it exactly.
#pragma once

#include "core/assessment/practical/remark_rows.h"
#include "core/record/remark_rule.h"
#include "sync/bureau/descent.h"
#include "sync/bureau/marking/operation_papers.h"

namespace kaogong::bureau::marking {

class RowHistory {
  public:
    RowHistory(IntakeStore& intake, const OperationPapers& papers) : intake_(intake), papers_(papers) {}

    // Of a result with rows, made on that sheet. Errors: remark_basis_missing (a file is not in the store), record_underivable (a centre
    // has corrected it, or what it states does not follow), those of check_readings and of the decision's file.
    Result<practical::RemarkedEntries> of(const Descent& descent, const practical::ScoreSheet& sheet);

  private:
    Result<practical::RemarkedEntries> as_signed(const AcceptedRecord& signed_by_panel, const practical::ScoreSheet& sheet);
    Result<const record::RowRemarkRule*> decision_behind(const AcceptedRecord& made);

    IntakeStore& intake_;
    const OperationPapers& papers_;
    std::map<Hash, record::RowRemarkRule> decisions_; // one file is behind many records
};

// Every row that a decision names, for this candidate, made of what stood.
Result<void> remark_rows_of(const std::vector<practical::RowRemark>& ruled, const practical::ScoreSheet& sheet,
                            practical::RemarkedEntries& remarked);

} // namespace kaogong::bureau::marking
