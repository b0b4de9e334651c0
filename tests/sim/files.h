// Harm that comes to files: lost, cut, changed.
#pragma once

#include "core/base/file.h"
#include "core/base/limits.h"
#include "tests/sim/chance.h"

#include <algorithm>
#include <vector>

namespace kaogong::sim {

inline std::vector<Path> files_in(const Path& folder) {
    std::vector<Path> files;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, ignored)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end()); // folders list in no order of their own
    return files;
}

inline void harm_a_file(Chance& chance, const std::vector<Path>& files) {
    if (files.empty()) return;
    const Path file = files[chance.below(files.size())];
    if (chance.one_in(2)) {
        std::filesystem::remove(file);
        return;
    }
    Bytes content = read_file(file, kFileSizeMax).value();
    write_file_atomic(file, chance.one_in(2) ? chance.flip_a_bit(std::move(content)) : chance.cut_short(std::move(content))).value();
}

} // namespace kaogong::sim
