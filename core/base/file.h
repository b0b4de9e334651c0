// Files read with a limit and written so that a reader sees the old content or the new one, never a half. A power cut after
// write_file_atomic returned loses nothing: the data, the rename and the folder are synced.
#pragma once

#include "core/base/bytes.h"

#include <filesystem>

namespace kaogong {

using Path = std::filesystem::path;

Result<Bytes> read_file(const Path& path, std::size_t size_max);

struct WriteOptions {
    int mode = 0644;
};
// Writes name.part beside the target, syncs, renames, syncs the folder.
Result<void> write_file_atomic(const Path& path, ByteView content, WriteOptions options = {});
Result<void> make_folder(const Path& path, int mode = 0755);
Result<void> sync_folder(const Path& path);
Result<void> remove_file(const Path& path);      // absent is success
Error errno_error(int number, const Path& path); // ENOSPC, EACCES, ENOENT ... as codes of ours

} // namespace kaogong
