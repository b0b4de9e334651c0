// PostgreSQL: transactions and what they hold.
//
// SQLite gives one writer at a time, and that is what the intake rule was written for: read what is held of a terminal, compare, append,
// judge, append to the log. Several processes on one PostgreSQL get the same by three locks, each held to the end of its transaction:
//
// - A terminal's row, `for update`. Whoever has it alone reads and writes that terminal's S, chunks, parcels and segments: one parcel has
//   one answer, whichever process is asked, because the second asker finds the first one's when it gets the row. Terminals do not wait for
//   each other, so the dear part, the signatures, runs in parallel.
// - The registry, an advisory lock: enrolment and candidates' references are looked up and then added, rarely, by people.
// - The log, an advisory lock: its holder alone judges results and appends. What is accepted may depend on any other centre (a record id is
//   good once), so verdicts are given in the order of the log and nowhere else. Two heads of one size cannot come to be: size, leaves and
//   nodes are read under the lock, nothing of the log is kept in memory between transactions, and if all this failed, the keys of log_leaf
//   and log_head would refuse the second transaction before its signature was seen by anyone.
//
// Locks are taken in the order row or registry, then log. So nobody waits in a circle; were it otherwise, the server would end one of the
// two (store_contended), and the request may be made again. A batch is the exception: it wants the rows of many terminals, which nobody
// knows beforehand, so it takes the log first, and batches of several processes wait for each other there. What is dear, the signatures,
// has been examined before. Isolation is read committed on purpose: see PostgresDb::begin.
#include "sync/bureau/store/postgres_store.h"
#include "core/base/codes/bureau.h"
#include "sync/bureau/store/postgres_log.h"
#include "sync/bureau/store/postgres_migrate.h"

namespace kaogong::bureau {
namespace {

class PostgresTx final : public StoreTx {
  public:
    explicit PostgresTx(PostgresDb& db) : db_(db) {}
    PostgresTx(const PostgresTx&) = delete;
    PostgresTx& operator=(const PostgresTx&) = delete;
    ~PostgresTx() override { db_.roll_back(); }
    Result<void> commit() override { return db_.commit(); }

  private:
    PostgresDb& db_;
};

class PostgresPart final : public StoreTx {
  public:
    PostgresPart(PostgresDb& db, PostgresLog& log) : db_(db), log_(log) {}
    PostgresPart(const PostgresPart&) = delete;
    PostgresPart& operator=(const PostgresPart&) = delete;
    ~PostgresPart() override {
        if (kept_) return;
        db_.undo_part();
        log_.forget(); // what it keeps of the log may have been part of it
    }
    Result<void> commit() override {
        TRY(db_.keep_part());
        kept_ = true;
        return success();
    }

  private:
    PostgresDb& db_;
    PostgresLog& log_;
    bool kept_ = false;
};

class PostgresBatch final : public StoreTx {
  public:
    PostgresBatch(std::unique_ptr<StoreTx> tx, bool& open) : tx_(std::move(tx)), open_(open) { open_ = true; }
    PostgresBatch(const PostgresBatch&) = delete;
    PostgresBatch& operator=(const PostgresBatch&) = delete;
    ~PostgresBatch() override { open_ = false; }
    Result<void> commit() override { return tx_->commit(); }

  private:
    std::unique_ptr<StoreTx> tx_;
    bool& open_;
};

class PostgresStore final : public Store {
  public:
    explicit PostgresStore(std::unique_ptr<PostgresDb> db) : db_(std::move(db)) {}

    Result<std::unique_ptr<StoreTx>> begin_registry() override {
        auto tx = TRY(begin());
        TRY(db_->query("select pg_advisory_xact_lock($1::bigint::integer, $2::bigint::integer)", kLockOurs,
                       static_cast<int>(AdvisoryLock::registry)));
        return tx;
    }
    Result<std::unique_ptr<StoreTx>> begin_ledger(const LedgerKey& ledger) override {
        auto tx = TRY(begin());
        if (TRY(db_->integer(0, "select 1::bigint from terminal where centre = $1 and id = $2 for update", ledger.centre,
                             ledger.terminal)) == 0)
            return error(codes::terminal_unknown, ledger.terminal.hex());
        return tx;
    }
    Result<std::unique_ptr<StoreTx>> begin_log() override {
        auto tx = TRY(begin());
        TRY(log_.hold());
        return tx;
    }
    Result<std::unique_ptr<StoreTx>> begin_batch() override {
        CHECK(!in_batch_);
        auto tx = TRY(begin_log());
        return std::unique_ptr<StoreTx>(std::make_unique<PostgresBatch>(std::move(tx), in_batch_));
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
        if (in_batch_) {
            TRY(db_->begin_part());
            return std::unique_ptr<StoreTx>(std::make_unique<PostgresPart>(*db_, log_));
        }
        TRY(db_->begin());
        return std::unique_ptr<StoreTx>(std::make_unique<PostgresTx>(*db_));
    }

    std::unique_ptr<PostgresDb> db_;
    bool in_batch_ = false;
    SqlRegistry<PostgresDb> registry_{*db_};
    SqlIntake<PostgresDb> intake_{*db_};
    PostgresLog log_{*db_};
    SqlMade<PostgresDb> made_{*db_};
    SqlNotice<PostgresDb> notices_{*db_};
    SqlOutcome<PostgresDb> outcomes_{*db_};
    SqlCertificate<PostgresDb> certificates_{*db_};
    SqlAppointment<PostgresDb> appointments_{*db_};
    SqlPolicy<PostgresDb> policy_{*db_};
    SqlFollowUp<PostgresDb> follow_ups_{*db_};
};

} // namespace

Result<std::unique_ptr<Store>> open_postgres_store(const std::string& url, StoreAccess access) {
    auto db = TRY(PostgresDb::open(url, [access](PostgresDb& fresh) { return examine_postgres(fresh, access); }));
    return std::unique_ptr<Store>(std::make_unique<PostgresStore>(std::move(db)));
}

} // namespace kaogong::bureau
