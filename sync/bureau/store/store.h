// The bureau's store: views of one database and its transactions. Everything of one commit happens between begin() and commit(), or
// not at all. One thread uses it.
#pragma once

#include "core/base/file.h"
#include "sync/bureau/store/intake_store.h"
#include "sync/bureau/store/log_store.h"
#include "sync/bureau/store/made_store.h"
#include "sync/bureau/store/notice_store.h"
#include "sync/bureau/store/registry_store.h"

#include <memory>

namespace kaogong::bureau {

class StoreTx {
  public:
    virtual ~StoreTx() = default; // what was not committed is undone
    virtual Result<void> commit() = 0;
};

class Store {
  public:
    virtual ~Store() = default;

    virtual Result<std::unique_ptr<StoreTx>> begin() = 0; // for writing; reading needs none
    virtual RegistryStore& registry() = 0;
    virtual IntakeStore& intake() = 0;
    virtual LogStore& log() = 0;
    virtual MadeStore& made() = 0;
    virtual NoticeStore& notices() = 0;
};

enum class StoreAccess { create, existing };
// DATA/bureau.db. Errors are those of core/store/db.h; bureau_missing when it must exist and does not.
// `vfs`: empty, or a disk of a test's own making.
Result<std::unique_ptr<Store>> open_sqlite_store(const Path& data, StoreAccess access, std::string vfs = {});

// Held by the one process that serves a bureau; released by the system when that process dies, however it dies.
class ServerLock {
  public:
    virtual ~ServerLock() = default;
};
Result<std::unique_ptr<ServerLock>> lock_for_serving(const Path& data); // bureau_running when another holds it

} // namespace kaogong::bureau
