// Decisions to mark again: whom one concerns, what counts otherwise from now on, and who decided it on which ground. The file is evidence
// of every record that it makes, so its bytes are kept as they were written.
#pragma once

#include "core/assessment/local_text.h"
#include "core/assessment/practical/remark_rows.h"
#include "core/assessment/remark.h"
#include "core/record/result_record.h"

namespace kaogong::record {

struct RemarkDecision {
    AmendmentBasis basis = AmendmentBasis::item_defect;
    assessment::LocalText reason;
    std::string decided_by;
    std::string reference; // of the decision; stands in each record as its reason
    std::int64_t decided_ms = 0;
};

struct RemarkRule {                  // of a theory paper
    Hash paper;                      // as results name it
    std::vector<SessionId> sessions; // none: every session that had the paper
    RemarkDecision decision;
    std::vector<assessment::RemarkItem> items; // each item once
};
inline constexpr std::size_t kRemarkItemsMax = 32; // each leaves a line in key 19

// Which operation results a decision about rows concerns: those that meet all that is stated.
struct RemarkSet {
    Hash spec;                       // as results name it
    std::string task;                // id of the score sheet; empty: every sheet of the spec
    std::string plan;                // batch 认定计划编号; empty: any
    std::vector<SessionId> sessions; // none: any
    std::vector<int> stations;       // 工位, as the session's package places candidates; none: any
    std::vector<KeyId> panel;        // all of these signed the result as examiner or chief; none: any
};
struct RuledRow {
    std::string row;   // its id, or
    std::string gauge; // every row that is read with the instrument of this number, but those that are named by their id
    practical::RowAction action = practical::RowAction::leave_out;
};
struct RowsAgain { // 重新评分, of one candidate; after what is said of rows for all
    CandidateRef candidate;
    std::vector<practical::RowRemark> rows;
};
struct RowRemarkRule { // of an operation test
    RemarkSet set;
    RemarkDecision decision;
    std::vector<RuledRow> rows;         // each once
    std::vector<RowsAgain> again;       // each candidate once
    std::vector<CandidateRef> unplaced; // named in the file, and in no package that is at hand: their readings could not be read
};
// What the decision says of this candidate's rows, in the order in which it counts: of all, then of this one. row_unknown for an id that
// the sheet does not have; a gauge that it does not name concerns no row of it.
Result<std::vector<practical::RowRemark>> rows_ruled(const RowRemarkRule& rule, const practical::ScoreSheet& sheet,
                                                     const CandidateRef& candidate);
bool names_gauge(const practical::ScoreSheet& sheet, const std::string& number);

inline constexpr std::size_t kRemarkRowsMax = 32;
inline constexpr std::size_t kRemarkAgainMax = 1'000;

} // namespace kaogong::record
