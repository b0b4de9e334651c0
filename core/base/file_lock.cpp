#include "core/base/file_lock.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace kaogong {

Result<std::unique_ptr<FileLock>> FileLock::take(const Path& path, Code taken) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return errno_error(errno, path);
    auto lock = std::make_unique<FileLock>(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return error(taken, path.parent_path().string());
    return lock;
}

FileLock::~FileLock() {
    ::close(descriptor_);
}

} // namespace kaogong
