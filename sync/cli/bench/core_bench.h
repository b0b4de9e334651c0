// Figures of the core, measured in this process by the very functions that make papers, results and verdicts.
#pragma once

#include "sync/bank/session_builder.h"
#include "sync/measure/figure.h"

namespace kaogong::cli::bench {

struct CoreBench {
    Path spec; // of a paper of 100 questions
    Path bank;
    Path scratch; // an empty folder on the disk that is measured
};

Result<measure::Figures> measure_mark(const CoreBench& bench);
Result<measure::Figures> measure_assemble(const CoreBench& bench);
Result<measure::Figures> measure_verify(const CoreBench& bench);
Result<measure::Figures> measure_append(const CoreBench& bench);
// growth-append-1000, -10000... to `entries_max`, and growth-verify- likewise.
Result<measure::Figures> measure_growth(const CoreBench& bench, std::int64_t entries_max);

} // namespace kaogong::cli::bench
