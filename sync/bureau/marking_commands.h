// The commands of kaogong-bureau that mark: `mark` and `remark` where the response key is, `enter` where the log is.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_mark(CLI::App& app, Run& run);
void add_remark(CLI::App& app, Run& run);
void add_enter(CLI::App& app, Run& run);

} // namespace kaogong::bureau
