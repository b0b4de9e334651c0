// --bench NAME: measures one thing of this very program and prints it as one line of JSON beside the limit measured in the same run. Figures go to
// `kaogong bench`, which compares and prints them; nothing here judges.
#pragma once

#include "core/profile/machine_profile.h"
#include "kiosk/app/program.h"

namespace kaogong::kiosk::app {

struct BenchParts {
    const KioskOptions& options;
    Settings settings;
    const profile::MachineProfile& profile;
    Clock& real_clock;
    AdvancedClock& clock;
    Random& random;
    Terminal& terminal;
};

// start, bare-start, frame, switch, idle, bare-idle, memory: with --script leading to the screen that is measured. answer, resume: on the store of a
// scratch terminal, which is fuller afterwards. Error: usage for another name.
Result<void> run_bench(const BenchParts& parts);

} // namespace kaogong::kiosk::app
