// The points of one row. One function makes every score of a practical test: terminal, command line, bureau and tests all run it.
#pragma once

#include "core/assessment/practical/reading.h"
#include "core/assessment/practical/working.h"

namespace kaogong::practical {

struct ItemScore {
    RowState state = RowState::unseen;
    Points points = 0;     // earned; of OFF_TOTAL and OVERTIME what is taken from the total, as a positive number
    Points points_max = 0; // 0 for those, and for a row that is not applicable and re-scales its module
    Working working;
    bool operator==(const ItemScore&) const = default;
};

struct ScoringOptions {
    Combine combine = Combine::mean;
    int judges_min = 3;
    Points row_step = 1; // what a row is rounded to, half up, once
};
// Faults that vetoes count in a COUNT row, by veto.
struct VetoCount {
    std::string veto;
    std::int64_t times = 0;
};

// Errors: those of check_entry.
Result<ItemScore> score_item(const ScoreItem& item, const RowEntry& entry, const ScoringOptions& options = {},
                             const std::vector<VetoCount>& by_vetoes = {});

// What judges' scores become: exact.
Fraction combined(std::vector<int> scores, Combine combine);
// The largest difference between two of them.
int spread(const std::vector<int>& scores);

} // namespace kaogong::practical
