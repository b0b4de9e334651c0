// Opening the bureau's store in SQLite, DATA/bureau.db. Private to store/; the errors stand at open_store.
#pragma once

#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

Result<std::unique_ptr<Store>> open_sqlite_store(const Path& data, StoreAccess access, const std::string& vfs);

} // namespace kaogong::bureau
