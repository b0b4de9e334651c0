#include "core/store/savepoint.h"

#include "core/base/codes/store.h"

namespace kaogong::store {

Result<Savepoint> Savepoint::begin(Db& db) {
    if (!db.in_transaction()) return error(codes::store_io_error, "the transaction was undone");
    TRY(db.run("savepoint part"));
    return Savepoint(db);
}

Savepoint::~Savepoint() {
    if (db_ == nullptr || !db_->in_transaction()) return;
    (void)db_->run("rollback to part").ok();
    (void)db_->run("release part").ok();
}

Result<void> Savepoint::keep() {
    CHECK(db_ != nullptr);
    TRY(db_->run("release part"));
    db_ = nullptr;
    return success();
}

} // namespace kaogong::store
