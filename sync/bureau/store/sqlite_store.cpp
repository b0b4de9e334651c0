// SQLite: opening and transactions.
#include "sync/bureau/store/sqlite_store.h"
#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "sync/bureau/store/sql_parts.h"
#include "sync/bureau/store/sqlite_schema.h"

namespace kaogong::bureau {
namespace {

class SqliteTx final : public StoreTx {
  public:
    explicit SqliteTx(store::Tx tx) : tx_(std::move(tx)) {}
    Result<void> commit() override { return tx_.commit(); }

  private:
    store::Tx tx_;
};

// One writer at a time: whoever writes has the log as well.
class SqliteLog final : public SqlLog<store::Db> {
  public:
    using SqlLog::SqlLog;
    Result<void> hold() override {
        CHECK(db_.in_transaction());
        return success();
    }
};

class SqliteStore final : public Store {
  public:
    explicit SqliteStore(store::Db db) : db_(std::move(db)) {}

    Result<std::unique_ptr<StoreTx>> begin_registry() override { return begin(); }
    Result<std::unique_ptr<StoreTx>> begin_ledger(const LedgerKey&) override { return begin(); }
    Result<std::unique_ptr<StoreTx>> begin_log() override { return begin(); }
    RegistryStore& registry() override { return registry_; }
    IntakeStore& intake() override { return intake_; }
    LogStore& log() override { return log_; }
    MadeStore& made() override { return made_; }
    NoticeStore& notices() override { return notices_; }
    OutcomeStore& outcomes() override { return outcomes_; }
    CertificateStore& certificates() override { return certificates_; }
    AppointmentStore& appointments() override { return appointments_; }
    PolicyStore& policy() override { return policy_; }
    FollowUpStore& follow_ups() override { return follow_ups_; }

  private:
    Result<std::unique_ptr<StoreTx>> begin() {
        auto tx = TRY(store::Tx::begin(db_));
        return std::unique_ptr<StoreTx>(std::make_unique<SqliteTx>(std::move(tx)));
    }

    store::Db db_;
    SqlRegistry<store::Db> registry_{db_};
    SqlIntake<store::Db> intake_{db_};
    SqliteLog log_{db_};
    SqlMade<store::Db> made_{db_};
    SqlNotice<store::Db> notices_{db_};
    SqlOutcome<store::Db> outcomes_{db_};
    SqlCertificate<store::Db> certificates_{db_};
    SqlAppointment<store::Db> appointments_{db_};
    SqlPolicy<store::Db> policy_{db_};
    SqlFollowUp<store::Db> follow_ups_{db_};
};

} // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const Path& data, StoreAccess access, const std::string& vfs) {
    const bool create = access == StoreAccess::create;
    auto db = store::Db::open({.path = data / "bureau.db",
                               .application_id = kApplicationId,
                               .migrations = kMigrations,
                               .access = create ? store::DbOptions::Access::create : store::DbOptions::Access::existing,
                               .vfs = vfs});
    if (!db.ok() && db.code() == codes::file_missing) return error(codes::bureau_missing, data.string());
    if (!db.ok()) return db.error();
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(*db)));
}

} // namespace kaogong::bureau
