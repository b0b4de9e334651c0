// Figures of the bureau's intake, measured by the bureau's own program on a bureau of its own.
#pragma once

#include "sync/measure/figure.h"
#include "sync/cli/demo/programs.h"

namespace kaogong::cli::bench {

struct BureauBench {
    const Path& program;
    demo::Runner& runner;
    Path scratch; // an empty folder on the disk that is measured
};
Result<measure::Figures> measure_intake(const BureauBench& bench);

} // namespace kaogong::cli::bench
