// Binding, stepping and reading of prepared statements.
#include "core/store/statement.h"

#include "core/base/codes/store.h"
#include "core/store/cached_statement.h"
#include "core/store/sqlite_error.h"

#include <sqlite3.h>

#include <cerrno>

namespace kaogong::store {

Stmt::Stmt(CachedStatement& cached) : cached_(&cached), statement_(cached.statement) {
    CHECK(!cached.borrowed);
    cached.borrowed = true;
}

Stmt::Stmt(Stmt&& other) noexcept : cached_(std::exchange(other.cached_, nullptr)), statement_(std::exchange(other.statement_, nullptr)) {}

Stmt::~Stmt() {
    if (cached_ == nullptr) return;
    // The outcome of a reset repeats the error of the last step, which was reported then.
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    cached_->borrowed = false;
}

Result<bool> Stmt::next() {
    errno = 0; // so that what stands there afterwards belongs to this step
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* connection = sqlite3_db_handle(statement_);
    return sqlite_error(connection, sqlite3_extended_errcode(connection), cached_->sql);
}

Result<void> Stmt::run() {
    const bool row = TRY(next());
    CHECK(!row);
    return success();
}

Result<void> Stmt::reset() {
    sqlite3_reset(statement_);
    return success();
}

Result<void> Stmt::bound(int code, int place) {
    CHECK(code != SQLITE_RANGE && code != SQLITE_MISUSE);
    if (code == SQLITE_OK) return success();
    return sqlite_error(sqlite3_db_handle(statement_), code, "value " + std::to_string(place) + " of " + cached_->sql);
}

Result<void> Stmt::bind(int place, std::int64_t value) {
    return bound(sqlite3_bind_int64(statement_, place, value), place);
}

Result<void> Stmt::bind(int place, std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return error(codes::store_value_too_large, cached_->sql);
    return bind(place, static_cast<std::int64_t>(value));
}

// Values are copied (SQLITE_TRANSIENT), so that a temporary may be bound. An empty value is empty, not NULL: a null pointer is replaced.
Result<void> Stmt::bind(int place, std::string_view text) {
    const char* data = text.data() != nullptr ? text.data() : "";
    return bound(sqlite3_bind_text64(statement_, place, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8), place);
}

Result<void> Stmt::bind(int place, ByteView bytes) {
    const void* data = bytes.data() != nullptr ? static_cast<const void*>(bytes.data()) : "";
    return bound(sqlite3_bind_blob64(statement_, place, data, bytes.size(), SQLITE_TRANSIENT), place);
}

Result<void> Stmt::bind(int place, std::nullopt_t) {
    return bound(sqlite3_bind_null(statement_, place), place);
}

std::int64_t Stmt::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view Stmt::text(int column) const {
    const auto* data = sqlite3_column_text(statement_, column);
    if (data == nullptr) return {};
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

ByteView Stmt::blob(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    if (data == nullptr) return {};
    return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Stmt::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::optional<std::int64_t> Stmt::optional_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

} // namespace kaogong::store
