// A folder into which somebody else writes: the spool's in/, seen/ and ask/, or a stick. Its names, kinds, sizes and numbers are taken as
// hostile: only plain names of regular files within the limits are ever opened, links are never followed, and what is wrong is moved aside
// with its code in the name and never looked at again.
#pragma once

#include "core/base/file.h"
#include "core/base/limits.h"

namespace kaogong::store {

struct FolderLimits {
    std::size_t files_max = kSpoolFilesMax;
    std::uint64_t bytes_max = kSpoolBytesMax;
    std::uint64_t file_bytes_max = kPackageSizeMax;
    std::size_t refused_max = 200; // kept in refused/; the oldest make room
};

struct FolderFile {
    std::string name;
    std::uint64_t size = 0;
};

struct FolderScan {
    std::vector<FolderFile> files; // by name, so that the order is the same everywhere
    std::size_t refused = 0;       // moved aside in this scan
    bool overfull = false;         // more files or bytes than the limits: the rest waits until these are gone
};

// Letters, digits, '.', '-' and '_', 1 to 96 of them, not beginning with a dot.
bool is_plain_name(std::string_view name);

class HostileFolder {
  public:
    // Makes the folder and its refused/ where they are absent; a link in its place is an error (spool_unsafe).
    static Result<HostileFolder> open(const Path& path, FolderLimits limits = {});

    // Files that are complete (not *.part). Everything that is no regular file, too large or oddly named is moved aside.
    Result<FolderScan> scan();
    // The content of a file that a scan named; it may have changed meanwhile, so every check is made again on the open file.
    Result<Bytes> take(const std::string& name, std::size_t size_max);
    Result<void> remove(const std::string& name);
    // Moves it to refused/NAME.K-nnnn, for a person to look at.
    Result<void> refuse(const std::string& name, Code code);
    const Path& path() const { return path_; }

  private:
    HostileFolder(Path path, FolderLimits limits) : path_(std::move(path)), limits_(limits) {}
    Result<bool> accept(const std::string& name, FolderScan& scan, std::uint64_t& bytes);
    Result<void> drop_oldest_refused();

    Path path_;
    FolderLimits limits_;
};

} // namespace kaogong::store
