// SQLite: opening and transactions.
#include "sync/bureau/store/sqlite_store.h"
#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"
#include "core/store/savepoint.h"
#include "sync/bureau/store/sql_parts.h"
#include "sync/bureau/store/sqlite_schema.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

class SqliteTx final : public StoreTx {
  public:
    explicit SqliteTx(store::Tx tx) : tx_(std::move(tx)) {}
    Result<void> commit() override { return tx_.commit(); }

  private:
    store::Tx tx_;
};

class SqlitePart final : public StoreTx {
  public:
    explicit SqlitePart(store::Savepoint part) : part_(std::move(part)) {}
    Result<void> commit() override { return part_.keep(); }

  private:
    store::Savepoint part_;
};

class SqliteBatch final : public StoreTx {
  public:
    SqliteBatch(store::Db& db, store::Tx tx, bool& open) : db_(db), tx_(std::move(tx)), open_(open) { open_ = true; }
    ~SqliteBatch() override { open_ = false; }
    Result<void> commit() override {
        if (!db_.in_transaction()) return error(codes::store_io_error, "the batch was undone");
        return tx_.commit();
    }

  private:
    store::Db& db_;
    store::Tx tx_;
    bool& open_;
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
    Result<std::unique_ptr<StoreTx>> begin_batch() override {
        CHECK(!in_batch_);
        auto tx = TRY(store::Tx::begin(db_));
        return std::unique_ptr<StoreTx>(std::make_unique<SqliteBatch>(db_, std::move(tx), in_batch_));
    }
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
        if (in_batch_) return std::unique_ptr<StoreTx>(std::make_unique<SqlitePart>(TRY(store::Savepoint::begin(db_))));
        auto tx = TRY(store::Tx::begin(db_));
        return std::unique_ptr<StoreTx>(std::make_unique<SqliteTx>(std::move(tx)));
    }

    store::Db db_;
    bool in_batch_ = false;
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
    // Small pages: a result touches pages of six indexes at random places, and each is written whole, twice. Chunks and runs of entries have
    // some hundred kilobytes and do not mind.
    constexpr int kPageBytes = 4'096;
    // Chunks are written, joined and deleted within moments: in a log of 64 MiB most of their pages are used again before anything copies them
    // into the database.
    constexpr int kCheckpointPages = 16'000;
    constexpr std::int64_t kLogBytes = std::int64_t{kCheckpointPages} * kPageBytes;
    constexpr int kCacheKib = 32'768;
    auto db = store::Db::open({.path = data / "bureau.db",
                               .application_id = kApplicationId,
                               .migrations = kMigrations,
                               .access = create ? store::DbOptions::Access::create : store::DbOptions::Access::existing,
                               .checkpoint_pages = kCheckpointPages,
                               .cache_kib = kCacheKib,
                               .page_bytes = kPageBytes,
                               .vfs = vfs});
    if (!db.ok() && db.code() == codes::file_missing) return error(codes::bureau_missing, data.string());
    if (!db.ok()) return db.error();
    // What is deleted here, chunks, are copies of what stays: it is overwritten where its page is written anyway, and not for its own sake.
    TRY(db->script("pragma secure_delete = fast"));
    // A store that was made with larger pages keeps them, and its log is to be no longer for that.
    const std::int64_t page_bytes = TRY(db->integer(kPageBytes, "pragma page_size"));
    TRY(db->script("pragma wal_autocheckpoint = " + std::to_string(kLogBytes / std::max<std::int64_t>(page_bytes, 512))));
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(*db)));
}

} // namespace kaogong::bureau
