// Mistakes of several files that belong together, each with the name of its file, and loading a file so that its mistakes land there.
#pragma once

#include "sync/bank/sheet_reader.h"

namespace kaogong::bank {

struct FileFault {
    std::string file;
    Fault fault;
};
using FileFaults = std::vector<FileFault>;

void append(FileFaults& all, const Path& file, Faults faults);
std::optional<Bytes> load_bytes(const Path& path, std::size_t size_max, FileFaults& all);

// What `read(value, faults)` makes of a TOML file, or nothing where anything is wrong with it.
template <typename Read>
auto load_author_file(const Path& path, FileFaults& all, Read read)
    -> std::optional<decltype(read(std::declval<const TomlValue&>(), std::declval<Faults&>()))> {
    Faults faults;
    auto made = load_sound(path, faults, [&](const TomlValue& toml) { return read(toml, faults); });
    append(all, path, std::move(faults));
    return made;
}

} // namespace kaogong::bank
