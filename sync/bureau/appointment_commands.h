// The commands of kaogong-bureau about appointments 聘任.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_appointment(CLI::App& app, Run& run);

} // namespace kaogong::bureau
