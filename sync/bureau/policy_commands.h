// The commands of kaogong-bureau about what papers say beside results: rounds of board sessions, and tables of title series.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_round(CLI::App& outcome, Run& run); // below `outcome`
void add_titles(CLI::App& app, Run& run);

} // namespace kaogong::bureau
