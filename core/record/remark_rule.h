// One decision to mark again: which paper, whom it concerns, what counts otherwise from now on, and who decided it on which ground. Its
// file is evidence of every record that it makes, so its bytes are kept as they were written.
#pragma once

#include "core/assessment/local_text.h"
#include "core/assessment/remark.h"
#include "core/record/result_record.h"

namespace kaogong::record {

struct RemarkRule {
    Hash paper;                      // as results name it
    std::vector<SessionId> sessions; // none: every session that had the paper
    AmendmentBasis basis = AmendmentBasis::item_defect;
    assessment::LocalText reason;
    std::string decided_by;
    std::string reference; // of the decision; stands in each record as its reason
    std::int64_t decided_ms = 0;
    std::vector<assessment::RemarkItem> items; // each item once
};
inline constexpr std::size_t kRemarkItemsMax = 32; // each leaves a line in key 19

} // namespace kaogong::record
