// Figures that are the kiosk's: it measures itself (`kaogong-kiosk --bench`), on scratch terminals of a demo centre.
#pragma once

#include "sync/measure/figure.h"
#include "sync/cli/demo/setup.h"

namespace kaogong::cli::bench {

struct KioskBench {
    const demo::Stage& stage;
    demo::Runner& runner;
    const demo::SessionKnown& session;
};

// start, frame, idle, switch, answer, resume or memory. Every name may be measured once: it uses its own terminal up.
Result<measure::Figures> measure_kiosk(const KioskBench& bench, const std::string& name);

} // namespace kaogong::cli::bench
