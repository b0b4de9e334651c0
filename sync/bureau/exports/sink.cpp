#include "sync/bureau/exports/sink.h"

#include "core/base/codes/base.h"
#include "core/base/codes/outcome.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace kaogong::bureau::exports {
namespace {

constexpr std::size_t kPiece = 64u << 10;

// What cannot be opened for writing is no file that cannot be read.
Error unwritable(int number, const Path& path) {
    const Error cause = errno_error(number, path);
    return cause.code == codes::file_unreadable ? error(codes::file_unwritable, cause.context) : cause;
}

} // namespace

Result<FileSink> FileSink::open(const Path& path) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) return error(codes::export_exists, path.filename().string());
    Path part = path;
    part += ".part";
    const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (descriptor < 0) return unwritable(errno, part);
    std::FILE* file = ::fdopen(descriptor, "wb");
    if (file == nullptr) {
        ::close(descriptor);
        return unwritable(errno, part);
    }
    return FileSink(path, std::move(part), file);
}

FileSink::~FileSink() {
    if (!file_) return;
    file_.reset();
    ::unlink(part_.c_str());
}

Result<void> FileSink::write(std::string_view text) {
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) return unwritable(errno == 0 ? ENOSPC : errno, part_);
    hash_.add(view(text));
    bytes_ += text.size();
    return success();
}

Result<FileSink::Written> FileSink::finish() {
    if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0) return unwritable(errno, part_);
    // What somebody else has put there meanwhile is not written over.
    if (::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) != 0)
        return errno == EEXIST ? error(codes::export_exists, path_.filename().string()) : unwritable(errno, path_);
    file_.reset();
    TRY(sync_folder(path_.parent_path()));
    return Written{.bytes = bytes_, .sha256 = hash_.finish()};
}

Result<void> write_unsynced(const Path& path, ByteView content) {
    std::FILE* file = std::fopen(path.c_str(), "wbe");
    if (file == nullptr) return unwritable(errno, path);
    errno = 0;
    const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
    const int why = errno;
    if (std::fclose(file) != 0 || !written) return unwritable(written ? errno : why == 0 ? ENOSPC : why, path);
    return success();
}

Result<void> sync_all_of(const Path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return unwritable(errno, folder);
    const bool synced = ::syncfs(descriptor) == 0;
    const int why = errno;
    ::close(descriptor);
    return synced ? success() : Result<void>(unwritable(why, folder));
}

Result<FileSink::Written> hash_file(const Path& path) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), &std::fclose);
    if (!file) return errno_error(errno, path);
    record::RunningHash hash;
    std::uint64_t bytes = 0;
    std::array<std::uint8_t, kPiece> piece{};
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), file.get())) {
        hash.add(ByteView(piece.data(), got));
        bytes += got;
    }
    if (std::ferror(file.get()) != 0) return errno_error(EIO, path);
    return FileSink::Written{.bytes = bytes, .sha256 = hash.finish()};
}

} // namespace kaogong::bureau::exports
