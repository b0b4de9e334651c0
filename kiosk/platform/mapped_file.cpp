// mmap, with the file's end checked once.
#include "kiosk/platform/mapped_file.h"

#include "core/base/codes/base.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kaogong::kiosk::platform {
namespace {

Result<ByteView> map(int descriptor, const Path& path, std::size_t size_max) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return errno_error(errno, path);
    const auto size = static_cast<std::size_t>(status.st_size);
    if (!S_ISREG(status.st_mode) || size == 0) return error(codes::file_unreadable, path.string());
    if (size > size_max) return error(codes::file_too_large, path.string());
    void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (address == MAP_FAILED) return errno_error(errno, path);
    return ByteView(static_cast<const std::uint8_t*>(address), size);
}

} // namespace

Result<MappedFile> MappedFile::open(const Path& path, std::size_t size_max) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return errno_error(errno, path);
    Result<ByteView> bytes = map(descriptor, path, size_max);
    ::close(descriptor); // the mapping keeps the file
    if (!bytes) return bytes.error();
    return MappedFile(*bytes);
}

void MappedFile::release_pages() const {
    // A refusal costs memory and nothing else.
    if (!bytes_.empty()) ::madvise(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size(), MADV_DONTNEED);
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) ::munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

} // namespace kaogong::kiosk::platform
