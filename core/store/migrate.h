// Bringing a database forward to the version that this program knows. Private to core/store.
#pragma once

#include "core/store/db.h"

namespace kaogong::store {

// Refuses what is not this program's or newer than it knows; says which version the file has. Reads only.
Result<int> version_of_own_database(Db& db, const DbOptions& options);
// Runs the missing migrations, each in its own transaction, after putting a copy of the file as it was beside it.
Result<void> migrate(Db& db, const DbOptions& options, int version);

inline constexpr int kMigrationCopiesKept = 2;

} // namespace kaogong::store
