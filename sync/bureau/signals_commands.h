// `kaogong-bureau signals`: anomaly signals and integrity scores, from the bureau's store or from ledgers in a folder.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_signals(CLI::App& app, Run& run);

} // namespace kaogong::bureau
