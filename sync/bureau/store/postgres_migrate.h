// The version of the schema in a PostgreSQL database, and bringing it up to date. Forward only; a newer one than this program knows is
// refused and left alone. Private to store/.
#pragma once

#include "sync/bureau/store/postgres_db.h"
#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

// Two-part keys of advisory locks, which are counted within one database.
inline constexpr int kLockOurs = 0x4B474255; // "KGBU"
enum class AdvisoryLock { schema = 1, registry = 2, log = 3 };

// Asked of every fresh connection. store_server_unfit, bureau_missing (`existing`, and no tables of ours), store_wrong_kind (tables of the
// same names that are not ours), store_version_newer.
Result<void> examine_postgres(PostgresDb& db, StoreAccess access);

} // namespace kaogong::bureau
