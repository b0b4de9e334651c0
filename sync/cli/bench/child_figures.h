// Figures that another program measured of itself and printed, one JSON object a line.
#pragma once

#include "sync/cli/bench/figure.h"

namespace kaogong::cli::bench {

// A figure that cannot be read is an error, never left out: child_failed.
Result<Figures> read_figures(const std::string& output);

} // namespace kaogong::cli::bench
