// The commands of kaogong-bureau about what centres have filed, and about what the bureau has settled for itself.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_centre(CLI::App& app, Run& run);
void add_rules(CLI::App& app, Run& run);

} // namespace kaogong::bureau
