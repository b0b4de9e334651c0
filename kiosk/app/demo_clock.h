// How far a demo's scripts have moved this terminal's clock, kept in its data folder: a program that is killed and started again must not fall
// back before its own journal. Terminals of a real bureau have no such file, and one that is put there is not read.
#pragma once

#include "core/base/file.h"

namespace kaogong::kiosk::app {

std::int64_t read_clock_advance(const Path& data); // milliseconds; 0 where nothing was moved
Result<void> keep_clock_advance(const Path& data, std::int64_t advance_ms);

} // namespace kaogong::kiosk::app
