// One mapping from SQLite's result codes to the catalogue's, so that a full disk is called the same everywhere.
#include "core/store/sqlite_error.h"

#include "core/base/codes/base.h"
#include "core/base/codes/store.h"

#include <sqlite3.h>

#include <cerrno>

namespace kaogong::store {
namespace {

bool is_no_space(int number) {
    return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

Code code_of_io_error(int extended, int system_number) {
    // Some paths in SQLite report a failed write of a full disk as an I/O error; errno still tells them apart.
    if (is_no_space(system_number)) return codes::no_space;
    if (extended == SQLITE_IOERR_CORRUPTFS) return codes::store_corrupt;
    return codes::store_io_error;
}

Code code_of(int extended, int system_number) {
    switch (extended & 0xFF) {
    case SQLITE_FULL: return codes::no_space;
    case SQLITE_IOERR: return code_of_io_error(extended, system_number);
    case SQLITE_READONLY: return codes::store_read_only;
    case SQLITE_CORRUPT: return codes::store_corrupt;
    case SQLITE_NOTADB: return codes::store_wrong_kind;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return codes::store_in_use;
    case SQLITE_MISMATCH:
    case SQLITE_CONSTRAINT: return codes::store_constraint;
    case SQLITE_TOOBIG: return codes::store_value_too_large;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: return is_no_space(system_number) ? codes::no_space : codes::store_cannot_open;
    default: return codes::internal;
    }
}

} // namespace

Error sqlite_error(sqlite3* connection, int code, std::string_view what) {
    // SQLite keeps the system's number for some failures only; for a failed commit it is still in errno.
    const int errno_now = errno;
    const int kept = connection != nullptr ? sqlite3_system_errno(connection) : 0;
    const int system_number = kept != 0 ? kept : errno_now;
    std::string context(what);
    context += ": ";
    context += connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
    context += " (SQLite " + std::to_string(code) + ", system " + std::to_string(system_number) + ")";
    return error(code_of(code, system_number), std::move(context));
}

} // namespace kaogong::store
