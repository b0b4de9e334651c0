// Opening, transactions and the server's lock.
#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"
#include "sync/bureau/store/schema.h"
#include "sync/bureau/store/sqlite_parts.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace kaogong::bureau {
namespace {

class SqliteTx final : public StoreTx {
  public:
    explicit SqliteTx(store::Tx tx) : tx_(std::move(tx)) {}
    Result<void> commit() override { return tx_.commit(); }

  private:
    store::Tx tx_;
};

class SqliteStore final : public Store {
  public:
    explicit SqliteStore(store::Db db) : db_(std::move(db)) {}

    Result<std::unique_ptr<StoreTx>> begin() override {
        auto tx = TRY(store::Tx::begin(db_));
        return std::unique_ptr<StoreTx>(std::make_unique<SqliteTx>(std::move(tx)));
    }
    RegistryStore& registry() override { return registry_; }
    IntakeStore& intake() override { return intake_; }
    LogStore& log() override { return log_; }
    MadeStore& made() override { return made_; }
    NoticeStore& notices() override { return notices_; }

  private:
    store::Db db_;
    SqliteRegistry registry_{db_};
    SqliteIntake intake_{db_};
    SqliteLog log_{db_};
    SqliteMade made_{db_};
    SqliteNotice notices_{db_};
};

class FileLock final : public ServerLock {
  public:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock() override { ::close(descriptor_); }

  private:
    int descriptor_;
};

} // namespace

Bytes pack_hashes(const std::vector<Hash>& hashes) {
    Bytes packed;
    packed.reserve(hashes.size() * Hash::kSize);
    for (const Hash& hash : hashes) packed.insert(packed.end(), hash.bytes.begin(), hash.bytes.end());
    return packed;
}

Result<std::vector<Hash>> unpack_hashes(ByteView packed) {
    if (packed.size() % Hash::kSize != 0) return error(codes::store_corrupt, "list of hashes");
    std::vector<Hash> hashes(packed.size() / Hash::kSize);
    for (std::size_t i = 0; i < hashes.size(); ++i) hashes[i] = TRY(Hash::from(packed.subspan(i * Hash::kSize, Hash::kSize)));
    return hashes;
}

Result<std::unique_ptr<Store>> open_sqlite_store(const Path& data, StoreAccess access, std::string vfs) {
    const bool create = access == StoreAccess::create;
    auto db = store::Db::open({.path = data / "bureau.db",
                               .application_id = kApplicationId,
                               .migrations = kMigrations,
                               .access = create ? store::DbOptions::Access::create : store::DbOptions::Access::existing,
                               .vfs = std::move(vfs)});
    if (!db.ok() && db.code() == codes::file_missing) return error(codes::bureau_missing, data.string());
    if (!db.ok()) return db.error();
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(*db)));
}

Result<std::unique_ptr<ServerLock>> lock_for_serving(const Path& data) {
    const Path path = data / "serve.lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return errno_error(errno, path);
    auto lock = std::make_unique<FileLock>(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return error(codes::bureau_running, data.string());
    return std::unique_ptr<ServerLock>(std::move(lock));
}

} // namespace kaogong::bureau
