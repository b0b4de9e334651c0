#include "core/base/file.h"

#include "core/base/codes/base.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kaogong {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }
    bool open() const { return fd_ >= 0; }

  private:
    int fd_;
};

Result<void> write_all(int fd, ByteView content, const Path& path) {
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return errno_error(written < 0 ? errno : ENOSPC, path);
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return success();
}

Result<void> write_part(const Path& part, ByteView content, int mode) {
    const Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!file.open()) return errno_error(errno, part);
    TRY(write_all(file.get(), content, part));
    if (::fdatasync(file.get()) != 0) return errno_error(errno, part);
    return success();
}

} // namespace

Error errno_error(int number, const Path& path) {
    const std::string context = path.filename().string() + ": " + std::strerror(number);
    switch (number) {
    case ENOENT: return error(codes::file_missing, context);
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return error(codes::no_space, context);
    case EROFS: return error(codes::file_unwritable, context);
    default: return error(codes::file_unreadable, context);
    }
}

Result<Bytes> read_file(const Path& path, std::size_t size_max) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.open()) return errno_error(errno, path);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return errno_error(errno, path);
    if (S_ISDIR(status.st_mode)) return error(codes::file_unreadable, path.filename().string() + ": a folder");
    if (status.st_size > 0 && static_cast<std::size_t>(status.st_size) > size_max)
        return error(codes::file_too_large, path.filename().string());
    // One byte more than allowed is asked for, so that a file that grows while we read is noticed; files in /proc report size 0 and, like
    // empty ones, must not cost a buffer of the largest size.
    constexpr std::size_t kFirstBuffer = 4'096;
    Bytes content(status.st_size > 0 ? static_cast<std::size_t>(status.st_size) + 1 : std::min(size_max + 1, kFirstBuffer));
    std::size_t filled = 0;
    while (filled < content.size()) {
        const ssize_t got = ::read(file.get(), content.data() + filled, content.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno_error(errno, path);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
        if (filled == content.size() && filled <= size_max) content.resize(std::min(size_max + 1, filled * 2));
    }
    if (filled > size_max) return error(codes::file_too_large, path.filename().string());
    content.resize(filled);
    return content;
}

Result<void> write_file_atomic(const Path& path, ByteView content, WriteOptions options) {
    Path part = path;
    part += ".part";
    const Result<void> written = write_part(part, content, options.mode);
    if (!written) {
        ::unlink(part.c_str());
        const Error& failure = written.error();
        return failure.code == codes::file_unreadable ? error(codes::file_unwritable, failure.context) : failure;
    }
    if (::rename(part.c_str(), path.c_str()) != 0) return errno_error(errno, path);
    return sync_folder(path.parent_path());
}

Result<void> make_folder(const Path& path, int mode) {
    std::error_code failure;
    if (std::filesystem::is_directory(path, failure)) return success();
    if (path.has_parent_path() && path.parent_path() != path) TRY(make_folder(path.parent_path()));
    if (::mkdir(path.c_str(), static_cast<mode_t>(mode)) != 0 && errno != EEXIST) {
        const Error cause = errno_error(errno, path);
        return error(cause.code == codes::no_space ? codes::no_space : codes::file_unwritable, cause.context);
    }
    return success();
}

Result<void> sync_folder(const Path& path) {
    const Path folder = path.empty() ? Path(".") : path;
    const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!handle.open()) return errno_error(errno, folder);
    if (::fsync(handle.get()) != 0) return errno_error(errno, folder);
    return success();
}

Result<void> remove_file(const Path& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return errno_error(errno, path);
    return success();
}

} // namespace kaogong
