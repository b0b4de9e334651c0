// How many questions of each type come from each area, so that counts of types and weights of areas both hold exactly. Inside of paper.h.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kaogong::assessment {

struct BlueprintType {
    std::string name;       // for messages
    std::int64_t count = 0; // questions wanted
    std::int64_t unit = 1;  // what one question adds to its area's weight
};
struct BlueprintArea {
    std::string name;
    std::int64_t weight = 0;
};
using Table = std::vector<std::vector<std::int64_t>>; // [type][area]

struct BlueprintDemand {
    std::vector<BlueprintType> types;
    std::vector<BlueprintArea> areas;
    Table supply; // questions in the bank
};

// The table of counts, near to proportional. bank_short names a type or area that the bank cannot fill by itself; blueprint_impossible says
// that each could be filled but not all together.
Result<Table> allocate(const BlueprintDemand& demand);

} // namespace kaogong::assessment
