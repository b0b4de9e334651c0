// A part of a write transaction that can fail on its own: what is not kept when it goes out of scope is undone, and the transaction around it
// goes on. They do not nest.
#pragma once

#include "core/store/db.h"

namespace kaogong::store {

class [[nodiscard]] Savepoint {
  public:
    // store_io_error when the transaction around it is gone: SQLite itself undoes all of it on some errors of the disk.
    static Result<Savepoint> begin(Db& db);
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    Savepoint(Savepoint&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();

    // It stays if the transaction does.
    Result<void> keep();

  private:
    explicit Savepoint(Db& db) : db_(&db) {}
    Db* db_;
};

} // namespace kaogong::store
