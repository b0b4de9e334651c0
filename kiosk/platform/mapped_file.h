// A file's bytes without reading them: only the pages that are touched are loaded, and all processes share them.
#pragma once

#include "core/base/file.h"

#include <utility>

namespace kaogong::kiosk::platform {

class MappedFile {
  public:
    static Result<MappedFile> open(const Path& path, std::size_t size_max);
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
    MappedFile& operator=(MappedFile&& other) noexcept {
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    ~MappedFile();

    ByteView bytes() const { return bytes_; }
    // Gives the pages that were touched back to the system's file cache; touched again, they are there again. For a file of which parts are
    // needed in bursts, so that they do not count as this process's memory in between.
    void release_pages() const;

  private:
    explicit MappedFile(ByteView bytes) : bytes_(bytes) {}
    ByteView bytes_;
};

} // namespace kaogong::kiosk::platform
