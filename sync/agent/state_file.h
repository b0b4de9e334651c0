// DATA/sync/state.json: the little that the carrier remembers between runs. Private to sync/agent.
#pragma once

#include "sync/agent/agent.h"

namespace kaogong::sync {

Result<void> write_state(const Path& data, const AgentState& state);

} // namespace kaogong::sync
