// The command of kaogong-bureau that tells rates by school cohort.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_cohorts(CLI::App& app, Run& run);

} // namespace kaogong::bureau
