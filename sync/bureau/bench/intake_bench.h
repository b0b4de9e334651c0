// What one intake carries: parcels offered, stored, checked, logged and answered, each durable before the next, beside the signature checks
// that the same machine could do meanwhile (quality.md, Benchmarks). Parcels are made beforehand and not counted.
#pragma once

#include "sync/bureau/store/store.h"

#include <string>

namespace kaogong::bureau::bench {

struct IntakeOptions {
    Path scratch;          // an empty folder on the disk that is measured
    std::string url = {};  // of a PostgreSQL database of its own; empty: SQLite below scratch
    int results = 4'000;   // of each mix
};
// One JSON object a line, as `kaogong bench` reads them: intake-bare (results alone, 50 a parcel), intake-theory-day (20 results and 200
// other entries a parcel), intake-growth (the last eighth of the bare ones beside the first), intake-memory (what stays in memory after all of it).
Result<std::string> measure_intake(const IntakeOptions& options);

} // namespace kaogong::bureau::bench
