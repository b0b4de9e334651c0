// `kaogong-bureau notice`: public notice of a session's results, objections, and what is final.
#pragma once

#include "sync/bureau/trust_commands.h"

namespace kaogong::bureau {

void add_notice(CLI::App& app, Run& run);

} // namespace kaogong::bureau
