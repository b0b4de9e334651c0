// The commands of kaogong-bureau that hand on what has come of results: `export`, `archive`, `report`.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_export(CLI::App& app, Run& run);
void add_archive(CLI::App& app, Run& run);
void add_report(CLI::App& app, Run& run);

} // namespace kaogong::bureau
