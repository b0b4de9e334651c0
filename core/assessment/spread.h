// Spreads a paper over importance and difficulty: how many questions of each of the fifteen classes each cell (type, area) gives, as near
// to the wanted shares as the bank allows. Inside of paper.h.
#pragma once

#include "core/assessment/draw.h"
#include "core/assessment/paper.h"

#include <array>
#include <cstdint>
#include <vector>

namespace kaogong::assessment {

using ClassCounts = std::array<std::int64_t, kItemClasses>;

struct SpreadTarget {
    std::array<std::int64_t, 3> importance{};
    std::array<std::int64_t, 5> difficulty{};
};
// Whole counts that sum to `total`, by largest remainder; ties go to the earlier share.
SpreadTarget spread_target(const TheoryPlan& plan, std::int64_t total);

struct SpreadCell {
    ClassCounts supply{};
    ClassCounts chosen{}; // begins as a plain random sample of the cell
};

// Exchanges classes within cells until no exchange, no chain of exchanges through several cells, and no pair of chains brings the paper
// nearer to its target. `fixed` is what shared stimuli already contribute. The number of questions of a cell never changes.
// Which of equally good exchanges is made is drawn, so that no area is favoured and every question of the bank has its chance.
void spread(std::vector<SpreadCell>& cells, const ClassCounts& fixed, const SpreadTarget& target, Draw& draw);

std::int64_t distance(const SpreadTarget& target, const ClassCounts& totals); // sum of all deviations

} // namespace kaogong::assessment
