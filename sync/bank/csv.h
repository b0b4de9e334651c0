// CSV as RFC 4180 has it: commas, quotes doubled inside quotes, CRLF or LF. Every cell keeps its place, in lines and code points as an
// editor counts them.
#pragma once

#include "sync/bank/fault.h"

#include <optional>

namespace kaogong::bank {

struct CsvCell {
    std::string text;
    Position at;
};
using CsvRow = std::vector<CsvCell>;

inline constexpr std::size_t kCsvSizeMax = 16u << 20;
inline constexpr std::size_t kCsvRowsMax = 100'000;
inline constexpr std::size_t kCsvCellsMax = 64;

// Nothing, and a fault, where quotes do not match or the text is not UTF-8. A byte order mark is allowed; empty lines are passed over.
std::optional<std::vector<CsvRow>> parse_csv(std::string_view text, Faults& faults);

} // namespace kaogong::bank
