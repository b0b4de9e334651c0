// The command `certificate` of kaogong-bureau: blocks of numbers, drafting, looking, withdrawing.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_certificate(CLI::App& app, Run& run);

} // namespace kaogong::bureau
