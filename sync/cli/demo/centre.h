// A centre to try by hand: one terminal in a window, the bureau and sync running beside it until the window is closed.
#pragma once

#include "sync/cli/demo/day.h"

namespace kaogong::cli::demo {

Result<void> run_centre(const Stage& stage, Tell tell);

} // namespace kaogong::cli::demo
