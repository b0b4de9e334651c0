// A file that grows piece by piece beside its place, and gets there whole or not at all: what was begun and not finished is removed, and
// what a killed program left is written over. Nothing that lies there already is touched.
#pragma once

#include "core/base/file.h"
#include "core/record/running_hash.h"

#include <cstdio>

namespace kaogong::bureau::exports {

class FileSink {
  public:
    static Result<FileSink> open(const Path& path); // export_exists, file_unwritable, no_space
    FileSink(FileSink&&) noexcept = default;
    FileSink& operator=(FileSink&&) noexcept = default;
    ~FileSink();

    Result<void> write(std::string_view text); // no_space, file_unwritable
    struct Written {
        std::uint64_t bytes = 0;
        Hash sha256;
    };
    Result<Written> finish(); // synced and in its place

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    FileSink(Path path, Path part, std::FILE* file) : path_(std::move(path)), part_(std::move(part)), file_(file) {}

    Path path_, part_;
    std::unique_ptr<std::FILE, Close> file_; // none: finished, or moved away
    record::RunningHash hash_;
    std::uint64_t bytes_ = 0;
};

// For many files that get to their place together: written as they are, and then made durable at once.
Result<void> write_unsynced(const Path& path, ByteView content); // no_space, file_unwritable
Result<void> sync_all_of(const Path& folder);                    // all that was written on its file system

// Of a file of any size.
Result<FileSink::Written> hash_file(const Path& path);

} // namespace kaogong::bureau::exports
