// Signals and scores as JSON, for the command and for the desk's page. Candidates stand by reference only.
#pragma once

#include "sync/bureau/signal_sources.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau {

nlohmann::ordered_json to_json(const signals::Signal& signal);
nlohmann::ordered_json to_json(const CentreReport& report);

} // namespace kaogong::bureau
