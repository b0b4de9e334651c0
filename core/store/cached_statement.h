// One prepared statement as the connection keeps it between uses. Private to core/store.
#pragma once

#include <string>

struct sqlite3_stmt;

namespace kaogong::store {

struct CachedStatement {
    std::string sql;
    sqlite3_stmt* statement = nullptr;
    bool borrowed = false;
};

} // namespace kaogong::store
