// The bureau's store: views of one database and its transactions. Everything of one commit happens between a begin and commit(), or
// not at all. One thread uses it.
//
// A transaction has something for itself until it ends. With SQLite that is the whole store. With PostgreSQL several processes work on one
// store, and it is what its begin names; the log comes on top with LogStore::hold(), always last, so that two transactions never wait for
// each other in a circle.
#pragma once

#include "core/base/file.h"
#include "sync/bureau/store/appointment_store.h"
#include "sync/bureau/store/certificate_store.h"
#include "sync/bureau/store/follow_up_store.h"
#include "sync/bureau/store/intake_store.h"
#include "sync/bureau/store/log_store.h"
#include "sync/bureau/store/made_store.h"
#include "sync/bureau/store/notice_store.h"
#include "sync/bureau/store/outcome_store.h"
#include "sync/bureau/store/policy_store.h"
#include "sync/bureau/store/registry_store.h"

#include <memory>

namespace kaogong::bureau {

class StoreTx {
  public:
    virtual ~StoreTx() = default; // what was not committed is undone
    // After store_unreachable nobody knows whether it was committed: whoever asks again must look first.
    virtual Result<void> commit() = 0;
};

class Store {
  public:
    virtual ~Store() = default;

    // For writing; reading needs none. They do not nest, but for those within a batch.
    virtual Result<std::unique_ptr<StoreTx>> begin_registry() = 0;               // settings, bundles, centres, enrolment, candidates
    virtual Result<std::unique_ptr<StoreTx>> begin_ledger(const LedgerKey&) = 0; // what comes from one terminal
    virtual Result<std::unique_ptr<StoreTx>> begin_log() = 0;                    // what people decide: the log is held from the start
    // Many of them in one: it holds the log from the start, and until it ends each of the others is a part of it, which can fail on its own and
    // is on the disk when the batch was committed.
    virtual Result<std::unique_ptr<StoreTx>> begin_batch() = 0;
    virtual RegistryStore& registry() = 0;
    virtual IntakeStore& intake() = 0;
    virtual LogStore& log() = 0;
    virtual MadeStore& made() = 0;
    virtual NoticeStore& notices() = 0;
    virtual OutcomeStore& outcomes() = 0;
    virtual CertificateStore& certificates() = 0;
    virtual AppointmentStore& appointments() = 0;
    virtual PolicyStore& policy() = 0;
    virtual FollowUpStore& follow_ups() = 0;
};

struct StoreOptions {
    Path data;       // the bureau's folder
    std::string url = {}; // postgresql://USER@HOST:PORT/DATABASE; empty: DATA/bureau.db
    std::string vfs = {}; // of SQLite: empty, or a disk of a test's own making

    bool shared() const { return !url.empty(); } // several processes may serve from it at once
};

enum class StoreAccess { create, existing };
// bureau_missing when it must exist and does not. Of SQLite the errors are those of core/store/db.h. Of PostgreSQL:
// store_address_malformed, store_cannot_open (no such database, or no permission), store_unreachable, store_server_unfit, store_wrong_kind,
// store_version_newer; and from every call store_unreachable and store_contended, after which the same may be asked again.
Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, StoreAccess access);

// Held by the one process that serves from a data folder, or that keeps the log's files there; released by the system when that process
// dies, however it dies.
class ServerLock {
  public:
    virtual ~ServerLock() = default;
};
Result<std::unique_ptr<ServerLock>> lock_for_serving(const Path& data); // bureau_running when another holds it

} // namespace kaogong::bureau
