// SQLite's result codes as codes of ours. Private to core/store: nobody else sees a raw SQLite number.
#pragma once

#include "core/base/result.h"

struct sqlite3;

namespace kaogong::store {

// Reads message and extended code from the connection. `what` says which step failed; it never holds a bound value.
Error sqlite_error(sqlite3* connection, int code, std::string_view what);

} // namespace kaogong::store
