// The tables of DATA/terminal.db. Private to core/store. Migrations are only ever added; one that shipped never changes.
#pragma once

#include "core/store/db.h"

namespace kaogong::store {

inline constexpr std::uint32_t kTerminalApplicationId = 0x4B47'5401; // "KGT" 1

Migrations terminal_migrations();

} // namespace kaogong::store
