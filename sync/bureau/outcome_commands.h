// The command `outcome` of kaogong-bureau: rules, what the bureau was told of single candidates, drawing up, and looking.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_outcome(CLI::App& app, Run& run);

} // namespace kaogong::bureau
