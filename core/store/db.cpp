// The connection: how it is opened, its cache of statements, and transactions.
#include "core/store/db.h"

#include "core/base/codes/base.h"
#include "core/base/codes/store.h"
#include "core/store/cached_statement.h"
#include "core/store/migrate.h"
#include "core/store/sqlite_error.h"

#include <sqlite3.h>

#include <cerrno>
#include <unordered_map>

#include <fcntl.h>
#include <unistd.h>

namespace kaogong::store {

namespace {
constexpr std::size_t kStatementsCachedMax = 512; // more distinct statements than this program writes: a mistake, not a load
}

struct Db::Connection {
    sqlite3* handle = nullptr;
    Path path;
    std::unordered_multimap<std::string, std::unique_ptr<CachedStatement>> statements;

    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() {
        for (auto& [sql, cached] : statements) {
            CHECK(!cached->borrowed);
            sqlite3_finalize(cached->statement);
        }
        sqlite3_close_v2(handle);
    }
};

namespace {

// The main file is made here and not by SQLite, so that it is private from its first moment; log and index files take its mode over.
Result<void> make_private(const Path& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file >= 0) {
        ::close(file);
        return success();
    }
    if (errno == EROFS || errno == EACCES || errno == EPERM) {
        const bool exists = ::access(path.c_str(), F_OK) == 0;
        return error(exists ? codes::store_read_only : codes::store_cannot_open, path.filename().string());
    }
    if (errno == EISDIR || errno == ELOOP) return error(codes::store_cannot_open, path.filename().string());
    return errno_error(errno, path);
}

Result<void> ensure_file(const DbOptions& options) {
    if (options.access == DbOptions::Access::create) return make_private(options.path);
    std::error_code failed;
    if (!std::filesystem::exists(options.path, failed)) return error(codes::file_missing, options.path.filename().string());
    return success();
}

void harden(sqlite3* handle) {
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
}

Result<void> set_for_reading(Db& db, const DbOptions& options) {
    TRY(db.script("pragma foreign_keys = on; pragma secure_delete = on; pragma cell_size_check = on; pragma temp_store = memory;"));
    TRY(db.script("pragma cache_size = -" + std::to_string(options.cache_kib)));
    return success();
}

Result<void> set_for_writing(Db& db, const DbOptions& options) {
    // It has an effect on an empty database alone, and before the log is switched on.
    if (options.page_bytes > 0) TRY(db.script("pragma page_size = " + std::to_string(options.page_bytes)));
    Stmt mode = TRY(db.prepare("pragma journal_mode = wal"));
    if (!TRY(mode.next()) || mode.text(0) != "wal") return error(codes::store_cannot_open, "no write-ahead log here");
    TRY(mode.reset());
    TRY(db.script("pragma synchronous = full"));
    TRY(db.script("pragma wal_autocheckpoint = " + std::to_string(options.checkpoint_pages)));
    return success();
}

Result<void> expect_whole(Db& db, const std::string& structure, const std::string& foreign_keys) {
    Stmt check = TRY(db.prepare(structure));
    if (!TRY(check.next()) || check.text(0) != "ok") return error(codes::store_corrupt, check.string(0));
    Stmt keys = TRY(db.prepare(foreign_keys));
    if (TRY(keys.next())) return error(codes::store_corrupt, "foreign key of " + keys.string(0));
    return success();
}

} // namespace

Db::Db(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Db::Db(Db&&) noexcept = default;
Db& Db::operator=(Db&&) noexcept = default;
Db::~Db() = default;

Result<Db> Db::open(const DbOptions& options) {
    TRY(ensure_file(options));
    const bool read_only = options.access == DbOptions::Access::read_only;
    auto connection = std::make_unique<Connection>();
    connection->path = options.path;
    const int flags = (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
    const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
    const int code = sqlite3_open_v2(options.path.c_str(), &connection->handle, flags, vfs);
    if (code != SQLITE_OK) return sqlite_error(connection->handle, code, "open " + options.path.filename().string());
    harden(connection->handle);
    sqlite3_busy_timeout(connection->handle, options.busy_timeout_ms);

    Db db(std::move(connection));
    // SQLite quietly opens a write-protected file for reading only; the person must hear of it now and not at the first answer.
    if (!read_only && sqlite3_db_readonly(db.connection_->handle, "main") == 1)
        return error(codes::store_read_only, options.path.filename().string());
    if (options.sharing == DbOptions::Sharing::exclusive) TRY(db.script("pragma locking_mode = exclusive"));
    TRY(set_for_reading(db, options));
    const int version = TRY(version_of_own_database(db, options));
    if (read_only) {
        if (version < static_cast<int>(options.migrations.size())) return error(codes::store_version_older, std::to_string(version));
        return db;
    }
    TRY(set_for_writing(db, options));
    TRY(migrate(db, options, version));
    const auto moved = db.checkpoint();
    // Where others use the file too one of them may be writing just now; its log is moved into the database by whoever comes next.
    const bool shared = options.sharing == DbOptions::Sharing::shared;
    if (!moved.ok() && !(shared && moved.code() == codes::store_in_use)) return moved.error();
    return db;
}

Result<Stmt> Db::prepare(std::string_view sql) {
    auto [first, last] = connection_->statements.equal_range(std::string(sql));
    for (auto at = first; at != last; ++at) {
        if (!at->second->borrowed) return Stmt(*at->second);
    }
    CHECK(connection_->statements.size() < kStatementsCachedMax);
    auto cached = std::make_unique<CachedStatement>(CachedStatement{.sql = std::string(sql)});
    const int code = sqlite3_prepare_v3(connection_->handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &cached->statement, nullptr);
    if (code != SQLITE_OK) return sqlite_error(connection_->handle, code, sql);
    CHECK(cached->statement != nullptr); // an empty statement
    const auto at = connection_->statements.emplace(std::string(sql), std::move(cached));
    return Stmt(*at->second);
}

Result<void> Db::script(const std::string& sql) {
    const int code = sqlite3_exec(connection_->handle, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return sqlite_error(connection_->handle, code, sql.substr(0, 80));
    return success();
}

std::int64_t Db::changes() const {
    return sqlite3_changes64(connection_->handle);
}

std::int64_t Db::last_insert_id() const {
    return sqlite3_last_insert_rowid(connection_->handle);
}

bool Db::in_transaction() const {
    return sqlite3_get_autocommit(connection_->handle) == 0;
}

const Path& Db::path() const {
    return connection_->path;
}

Result<void> Db::checkpoint(Checkpoint mode) {
    CHECK(!in_transaction());
    const int how = mode == Checkpoint::truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_RESTART;
    const int code = sqlite3_wal_checkpoint_v2(connection_->handle, nullptr, how, nullptr, nullptr);
    if (code != SQLITE_OK) return sqlite_error(connection_->handle, code, "checkpoint");
    return success();
}

Result<void> Db::check_integrity() {
    return expect_whole(*this, "pragma integrity_check(1)", "pragma foreign_key_check");
}

Result<void> Db::check_table(std::string_view name) {
    const std::string of_table = "('" + std::string(name) + "')";
    return expect_whole(*this, "pragma quick_check" + of_table, "pragma foreign_key_check" + of_table);
}

Result<Tx> Tx::begin(Db& db) {
    CHECK(!db.in_transaction());
    TRY(db.run("begin immediate"));
    return Tx(db);
}

Tx::~Tx() {
    // A full disk or an I/O error may have made SQLite roll back by itself already.
    if (db_ == nullptr || !db_->in_transaction()) return;
    (void)db_->run("rollback").ok();
}

Result<void> Tx::commit() {
    CHECK(db_ != nullptr);
    TRY(db_->run("commit"));
    db_ = nullptr;
    return success();
}

} // namespace kaogong::store
