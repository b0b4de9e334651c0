// Figures of the bureau, measured by the bureau's own program on a bureau of its own.
#pragma once

#include "core/base/file.h"
#include "sync/measure/figure.h"

namespace kaogong::cli::bench {

struct BureauBench {
    const Path& program;
    Path scratch; // an empty folder on the disk that is measured
    std::vector<std::string> options = {};
};
// NAME as `kaogong-bureau bench` has it. Errors: child_failed with what it said.
Result<measure::Figures> measure_bureau(const BureauBench& bench, const std::string& name);

} // namespace kaogong::cli::bench
