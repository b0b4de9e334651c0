// SQLite behind Result: a connection that is opened the same careful way everywhere (WAL, every commit synced, foreign keys, defensive),
// migrated forward only, and written in IMMEDIATE transactions. It knows nothing of any one program's tables: terminal, bank and bureau
// each bring their own application id and migrations. A Db belongs to one thread at a time.
//
//     auto db = TRY(Db::open({.path = file, .application_id = kId, .migrations = kMigrations}));
//     auto tx = TRY(Tx::begin(db));
//     TRY(db.run("insert into thing (name, size) values (?, ?)", name, size));
//     TRY(tx.commit());
//     auto rows = TRY(db.query("select name from thing where size > ?", 10));
//     while (TRY(rows.next())) use(rows.text(0));
#pragma once

#include "core/base/file.h"
#include "core/store/statement.h"

#include <memory>
#include <span>

namespace kaogong::store {

// Element i is the script that takes user_version i to i + 1. Scripts are only ever added at the end: one that shipped never changes.
using Migrations = std::span<const std::string_view>;

struct DbOptions {
    Path path;
    std::uint32_t application_id = 0; // kept in the file's header; a file with another one is refused
    Migrations migrations;

    enum class Access { create, existing, read_only } access = Access::create;
    // exclusive: this process alone, until it closes; a second one gets store_in_use. It also saves the shared-memory index.
    enum class Sharing { shared, exclusive } sharing = Sharing::shared;
    int busy_timeout_ms = 2'000;
    // How many pages the log may hold before a commit also checkpoints. 0 leaves it to calls of checkpoint(), away from the hot path.
    int checkpoint_pages = 1'000;
    int cache_kib = 8'192;
    // Of a database that is made by this call; 0 leaves it to SQLite. Large values cost a write for each page that they fill.
    int page_bytes = 0;
    std::string vfs; // empty: the system's; tests name a faulty one
};

class Db {
  public:
    // Errors: file_missing and store_cannot_open, store_wrong_kind (not a database, or another program's), store_version_newer,
    // store_version_older (read_only needs a migration), store_read_only, store_corrupt, store_in_use, no_space, store_io_error.
    static Result<Db> open(const DbOptions& options);
    Db(Db&&) noexcept;
    Db& operator=(Db&&) noexcept;
    ~Db();

    // Borrows a statement from the cache; asking again while it is borrowed makes a second one.
    Result<Stmt> prepare(std::string_view sql);
    // Prepares and binds; the rows are then read with next().
    template <typename... Values> Result<Stmt> query(std::string_view sql, const Values&... values) {
        Stmt statement = TRY(prepare(sql));
        TRY(statement.bind_all(values...));
        return statement;
    }
    // Prepares, binds and runs a statement that gives no rows; the result is how many rows it changed.
    template <typename... Values> Result<std::int64_t> run(std::string_view sql, const Values&... values) {
        Stmt statement = TRY(query(sql, values...));
        TRY(statement.run());
        return changes();
    }
    // One integer from one row; an empty result or NULL is `otherwise`.
    template <typename... Values> Result<std::int64_t> integer(std::int64_t otherwise, std::string_view sql, const Values&... values) {
        Stmt statement = TRY(query(sql, values...));
        if (!TRY(statement.next())) return otherwise;
        return statement.optional_integer(0).value_or(otherwise);
    }
    Result<void> script(const std::string& sql); // several statements of constant text

    std::int64_t changes() const;
    std::int64_t last_insert_id() const;
    bool in_transaction() const;
    const Path& path() const;

    // Moves the write-ahead log into the main file; the log is then written again from its beginning, or cut to nothing as well. To be
    // called when idle.
    enum class Checkpoint { restart, truncate };
    Result<void> checkpoint(Checkpoint mode = Checkpoint::restart);
    // SQLite's own integrity check, foreign keys included; store_corrupt with its first finding.
    Result<void> check_integrity();
    // The same for one table of a known name and its indexes, without comparing them with each other: a slice of the whole, and quicker.
    Result<void> check_table(std::string_view name);

  private:
    struct Connection;
    explicit Db(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

// A write transaction. What is not committed when it goes out of scope is rolled back. Transactions do not nest.
class [[nodiscard]] Tx {
  public:
    static Result<Tx> begin(Db& db);
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;
    Tx(Tx&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
    Tx& operator=(Tx&&) = delete;
    ~Tx();

    // On success everything since begin is on the medium. On an error nothing of it will be seen.
    Result<void> commit();

  private:
    explicit Tx(Db& db) : db_(&db) {}
    Db* db_;
};

} // namespace kaogong::store
