// A TOML file as a tree of our own values, each with its place. The library and its types stay in toml_value.cpp.
#pragma once

#include "core/base/bytes.h"
#include "sync/bank/fault.h"

#include <cstdint>
#include <optional>

namespace kaogong::bank {

enum class TomlKind { text, integer, decimal, boolean, date_time, array, table };

struct TomlEntry;
struct TomlValue {
    TomlKind kind = TomlKind::table;
    Position at;
    std::string text;
    std::int64_t integer = 0; // date_time: milliseconds since 1970 UTC
    bool boolean = false;
    std::vector<TomlValue> items;   // of an array
    std::vector<TomlEntry> entries; // of a table, in the order of the file
    const TomlValue* find(std::string_view key) const;
};
struct TomlEntry {
    std::string key;
    Position at;
    TomlValue value;
};

inline constexpr std::size_t kTomlSizeMax = 16u << 20;
inline constexpr int kTomlDepthMax = 16;

// Nothing, and a fault, where the text is not TOML or not UTF-8. A date-time without offset is a fault too: the machine's zone is never
// asked.
std::optional<TomlValue> parse_toml(std::string_view text, Faults& faults);

} // namespace kaogong::bank
