// Migrations run forward only, and never without a copy: a technician can always go back to the program and the file of the day before.
#include "core/store/migrate.h"

#include "core/base/codes/store.h"
#include "core/base/text.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace kaogong::store {
namespace {

constexpr std::string_view kCopyMark = ".before-v";

Result<void> make_private_file(const Path& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return errno_error(errno, path);
    ::close(file);
    return success();
}

Result<void> sync_file(const Path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return errno_error(errno, path);
    const int outcome = ::fsync(file);
    const int number = errno;
    ::close(file);
    if (outcome != 0) return errno_error(number, path);
    return sync_folder(path.parent_path());
}

struct Copy {
    std::int64_t version;
    Path path;
};

std::vector<Copy> copies_beside(const Path& path) {
    const std::string prefix = path.filename().string() + std::string(kCopyMark);
    std::vector<Copy> copies;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(path.parent_path(), failed)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(prefix)) continue;
        if (const auto version = parse_integer(name.substr(prefix.size()), {.min = 1})) copies.push_back({*version, entry.path()});
    }
    return copies;
}

void drop_old_copies(const Path& path) {
    std::vector<Copy> copies = copies_beside(path);
    std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) { return a.version > b.version; });
    // A copy too many is no reason to refuse a start.
    for (std::size_t i = kMigrationCopiesKept; i < copies.size(); ++i) (void)remove_file(copies[i].path).ok();
}

Result<void> keep_copy(Db& db, int version) {
    const Path copy = Path(db.path().string() + std::string(kCopyMark) + std::to_string(version + 1));
    TRY(make_private_file(copy)); // VACUUM INTO accepts an empty file, and so the copy is never readable for others
    Stmt vacuum = TRY(db.query("vacuum into ?", copy.string()));
    TRY(vacuum.run());
    TRY(sync_file(copy));
    drop_old_copies(db.path());
    return success();
}

Result<void> run_migration(Db& db, const DbOptions& options, int version) {
    Tx tx = TRY(Tx::begin(db));
    TRY(db.script(std::string(options.migrations[static_cast<std::size_t>(version)])));
    TRY(db.script("pragma application_id = " + std::to_string(static_cast<std::int32_t>(options.application_id))));
    TRY(db.script("pragma user_version = " + std::to_string(version + 1)));
    return tx.commit();
}

} // namespace

Result<int> version_of_own_database(Db& db, const DbOptions& options) {
    const auto application_id = TRY(db.integer(0, "pragma application_id"));
    const auto version = TRY(db.integer(0, "pragma user_version"));
    const auto objects = TRY(db.integer(0, "select count(*) from sqlite_schema"));
    // A start that was cut off before its first migration leaves a file without any content: that is a new one.
    if (application_id == 0 && version == 0 && objects == 0) return 0;
    if (application_id != static_cast<std::int32_t>(options.application_id))
        return error(codes::store_wrong_kind, options.path.filename().string() + ": application id " + std::to_string(application_id));
    if (version > static_cast<std::int64_t>(options.migrations.size()))
        return error(codes::store_version_newer, options.path.filename().string() + ": version " + std::to_string(version) + ", known " +
                                                     std::to_string(options.migrations.size()));
    if (version < 1) return error(codes::store_wrong_kind, options.path.filename().string() + ": version " + std::to_string(version));
    return static_cast<int>(version);
}

Result<void> migrate(Db& db, const DbOptions& options, int version) {
    const int known = static_cast<int>(options.migrations.size());
    if (version > 0 && version < known) TRY(keep_copy(db, version));
    for (; version < known; ++version) TRY(run_migration(db, options, version));
    return success();
}

} // namespace kaogong::store
