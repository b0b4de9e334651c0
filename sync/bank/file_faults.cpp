#include "sync/bank/file_faults.h"

namespace kaogong::bank {

void append(FileFaults& all, const Path& file, Faults faults) {
    for (Fault& fault : faults) all.push_back({file.filename().string(), std::move(fault)});
}

std::optional<Bytes> load_bytes(const Path& path, std::size_t size_max, FileFaults& all) {
    auto content = read_file(path, size_max);
    if (content) return std::move(*content);
    append(all, path, {{{}, {}, content.code(), {}}});
    return std::nullopt;
}

} // namespace kaogong::bank
