// Signals and scores as JSON, for the command and for the desk's page. Candidates stand by reference only.
#pragma once

#include "sync/bureau/signal_sources.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau {

nlohmann::ordered_json in_both(std::string_view zh_cn, std::string_view en); // {zh-CN, en}
nlohmann::ordered_json to_json(const signals::Signal& signal);
nlohmann::ordered_json to_json(const CentreReport& report);

} // namespace kaogong::bureau
