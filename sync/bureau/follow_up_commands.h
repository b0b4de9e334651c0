// The commands of kaogong-bureau about what it follows up at organisations.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_follow_up(CLI::App& app, Run& run);

} // namespace kaogong::bureau
