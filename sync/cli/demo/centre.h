// A centre to try by hand: one terminal in a window, the bureau and sync running beside it until the window is closed.
#pragma once

#include "sync/cli/demo/day.h"

namespace kaogong::cli::demo {

Result<void> run_centre(const Stage& stage, Tell tell);
// The terminal in that folder in a window, with its sync beside it, until the window is closed.
Result<void> show_terminal(const Stage& stage, const Path& data, const std::string& bureau_url, Tell tell);

} // namespace kaogong::cli::demo
