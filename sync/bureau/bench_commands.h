// `kaogong-bureau bench`: what this machine carries of a bureau's work, on a bureau of its own in a scratch folder.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_bench(CLI::App& app, Run& run);

} // namespace kaogong::bureau
