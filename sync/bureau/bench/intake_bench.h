// What one intake carries: parcels of several terminals offered, stored, checked, logged and answered, each durable before its answer, beside
// the signature checks that the same machine could do meanwhile. Parcels are made beforehand and their making is not counted.
#pragma once

#include "sync/bureau/bench/scratch_bureau.h"
#include "sync/measure/figure.h"

namespace kaogong::bureau::bench {

struct IntakeOptions {
    ScratchPlace place;
    int results = 4'000; // of each mix
};
// intake-theory-day (parcels of 20 results and 200 other entries; its limit includes one SHA-256 pass), intake-operation-day (5 results
// with 5 signatures each and 300 other entries), intake-bare (50 results alone), intake-growth (the last eighth of the bare ones beside the
// first), intake-kept (results in the log beside those sent), intake-memory (what stays in memory after all of it).
Result<measure::Figures> measure_intake(const IntakeOptions& options);

} // namespace kaogong::bureau::bench
