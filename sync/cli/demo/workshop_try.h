// A workshop to try by hand: everything that open_workshop makes, tokens plugged in, and the first terminal in a window.
#pragma once

#include "sync/cli/demo/day.h"
#include "sync/cli/demo/workshop.h"

namespace kaogong::cli::demo {

// Until the window is closed. stage.samples: the lathe's.
Result<void> run_workshop(const Stage& stage, Tell tell);
// What a person's token is plugged into at a terminal: a folder with a link to each of these tokens, named in the terminal's settings.
Result<void> plug_in(const Places& places, int terminal, std::span<const Signatory> people);

} // namespace kaogong::cli::demo
