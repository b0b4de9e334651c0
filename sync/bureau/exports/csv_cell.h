// Cells of CSV (RFC 4180) for spreadsheets, which take some texts for formulas and run them. A cell that begins with = + - @, their
// full-width forms, a tab or a line's end gets an apostrophe before it; whoever reads the file by program takes one leading apostrophe off
// such a cell. Numbers of ours are never negative.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kaogong::bureau::exports {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF"; // so that spreadsheets know it is UTF-8

std::string csv_cell(std::string_view text);
std::string csv_line(const std::vector<std::string>& cells); // with CRLF

} // namespace kaogong::bureau::exports
