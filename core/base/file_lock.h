// A file whose lock says that one process works on a folder. The system releases it when that process dies, however it dies; the file
// stays.
#pragma once

#include "core/base/file.h"

#include <memory>

namespace kaogong {

class FileLock {
  public:
    // `taken` is the code for when another process holds it. The file is made where it is missing, its folder is not.
    static Result<std::unique_ptr<FileLock>> take(const Path& path, Code taken);
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

  private:
    int descriptor_;
};

} // namespace kaogong
