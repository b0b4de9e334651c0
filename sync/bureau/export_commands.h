// The commands of kaogong-bureau that hand on what has come of results: `export`, `archive`, `report`.
#pragma once

#include "sync/bank/roster_file.h"
#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

Result<std::vector<bank::RosterFile>> read_rosters(const std::vector<Path>& paths); // every mistake of all of them is told

void add_export(CLI::App& app, Run& run);
void add_archive(CLI::App& app, Run& run);
void add_report(CLI::App& app, Run& run);

} // namespace kaogong::bureau
