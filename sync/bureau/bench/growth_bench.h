// Whether taking an entry in costs more as a terminal's ledger grows: milliseconds of CPU an entry in each decade, from a thousand on.
#pragma once

#include "sync/bureau/bench/scratch_bureau.h"
#include "sync/measure/figure.h"

namespace kaogong::bureau::bench {

struct GrowthOptions {
    ScratchPlace place;
    std::int64_t entries_max = 100'000; // of the one ledger; a power of ten
};
// growth-intake-1000, -10000...: each beside the first, which has to stay linear or better.
Result<measure::Figures> measure_growth(const GrowthOptions& options);

} // namespace kaogong::bureau::bench
