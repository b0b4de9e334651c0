// Comprehensive review 综合评审 with its defence 答辩 (domain.md: from Technician up; an odd board of three or more; 15 to 30 minutes).
// Rows are judged 0 to 3 like those of a practical test and by the same code; what is added is the board and the defence.
#pragma once

#include "core/assessment/components/component.h"

namespace kaogong::components {

struct ReviewForm {
    ScoreSheet sheet;
    BoardRules board;
    std::string defence; // module of the sheet that the defence is scored in
    std::int64_t defence_min_ms = 0, defence_max_ms = 0;
    int questions_min = 0;
    bool operator==(const ReviewForm&) const = default;
};
struct Defence {
    std::int64_t duration_ms = 0;
    int questions = 0;
};
struct ReviewRecord {
    Board board;
    std::optional<Defence> defence; // none: the candidate did not defend, and the review is not passed
    SheetEntries entries;
};

FormFaults check_review(const ReviewForm& form);
// Errors: panel_size, defence_short, record_misfits, spread_open, rows_unseen, those of score_sheet.
Result<ComponentScore> score_review(const ReviewForm& form, ReviewRecord record);

} // namespace kaogong::components
