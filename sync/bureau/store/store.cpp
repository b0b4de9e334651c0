// Which database, the lock of a data folder, and lists of hashes as both databases keep them.
#include "sync/bureau/store/store.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"
#include "sync/bureau/store/postgres_store.h"
#include "sync/bureau/store/sql_parts.h"
#include "sync/bureau/store/sqlite_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace kaogong::bureau {
namespace {

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

Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, StoreAccess access) {
    return options.shared() ? open_postgres_store(options.url, access) : open_sqlite_store(options.data, access, options.vfs);
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
