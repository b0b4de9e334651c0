// One profile file taken apart: every value with its line. Reading never stops at the first mistake, so that a technician sees them all.
#pragma once

#include "core/profile/finding.h"
#include "core/profile/match.h"

#include <optional>

namespace kaogong::profile {

inline constexpr std::size_t kFileBytesMax = 64 * 1024;
inline constexpr std::size_t kLinesMax = 2'000;
inline constexpr std::size_t kLineBytesMax = 1'000;

struct Entry {
    std::string section;
    std::string key;
    std::string locale; // of Key[locale], else empty
    std::string value;
    int line = 0;
};

struct ProfileFile {
    std::string name; // 80-generic-landscape.profile
    int rank = 0;     // its leading number: the smallest that matches wins
    std::string id;
    std::vector<Entry> entries;
    std::vector<MatchLine> match_lines;
    bool usable = true; // false when a finding forbids using it: another format, or anything malformed

    const Entry* find(std::string_view section, std::string_view key, std::string_view locale = {}) const;
};

// Findings are appended; a file of another Format has that one finding and none about its content.
ProfileFile parse_profile(const std::string& name, std::string_view text, Findings& findings);

} // namespace kaogong::profile
