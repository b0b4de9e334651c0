// The reserve file, allocated for real (posix_fallocate), since a sparse file would reserve nothing.
#include "core/store/reserve.h"

#include "core/base/codes/base.h"
#include "core/base/codes/store.h"
#include "core/store/descriptor.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace kaogong::store {

Reserve::Reserve(Path folder, SpaceLimits limits) : folder_(std::move(folder)), file_(folder_ / "reserve"), limits_(limits) {}

bool Reserve::is_held() const {
    struct stat status {};
    if (::lstat(file_.c_str(), &status) != 0) return false;
    constexpr std::uint64_t kBlock = 512; // the unit of st_blocks
    return static_cast<std::uint64_t>(status.st_blocks) * kBlock >= limits_.reserve_bytes;
}

Result<void> Reserve::hold() {
    if (is_held()) return success();
    if (TRY(free_bytes()) < limits_.floor_bytes + limits_.reserve_bytes) return success();
    const Descriptor file(::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.is_open()) return errno_error(errno, file_);
    const int number = ::posix_fallocate(file.get(), 0, static_cast<off_t>(limits_.reserve_bytes));
    if (number == 0) return success();
    TRY(release());
    if (errno_error(number, file_).code == codes::no_space) return success();
    return errno_error(number, file_);
}

Result<void> Reserve::release() {
    return remove_file(file_);
}

Result<std::uint64_t> Reserve::free_bytes() const {
    struct statvfs status {};
    if (::statvfs(folder_.c_str(), &status) != 0) return errno_error(errno, folder_);
    return std::uint64_t{status.f_bavail} * status.f_frsize;
}

Result<void> Reserve::check_new_session() const {
    const std::uint64_t free = TRY(free_bytes());
    if (free >= limits_.floor_bytes && is_held()) return success();
    return error(codes::no_space_for_session, std::to_string(free >> 20) + " MiB free");
}

} // namespace kaogong::store
