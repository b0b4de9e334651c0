// `relay`: the centre's hub. Terminals send their parcels here as they would to the bureau; it carries them on when there is a way.
#pragma once

#include "sync/carrier/options.h"

namespace kaogong::sync {

int run_relay(const Options& options);

} // namespace kaogong::sync
