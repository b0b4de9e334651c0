// Opening the bureau's store in PostgreSQL. Private to store/; the errors stand at open_store.
#pragma once

#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

Result<std::unique_ptr<Store>> open_postgres_store(const std::string& url, StoreAccess access);

} // namespace kaogong::bureau
