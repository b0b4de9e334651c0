// Rules as text: tables that an examiner can read and extend, read by tests row by row. A file holds sections "[name]", each a table whose
// first row names the columns; cells stand between bars, lines starting with # are remarks. A mistake in a table stops the test with its
// line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kaogong::test {

class TableRow {
  public:
    TableRow(const std::vector<std::string>& columns, std::vector<std::string> cells, int line)
        : columns_(columns), cells_(std::move(cells)), line_(line) {}

    int line() const { return line_; }
    const std::vector<std::string>& columns() const { return columns_; }
    const std::string& text(std::string_view column) const;
    std::int64_t number(std::string_view column) const;
    std::int64_t points(std::string_view column) const;            // "1.5" is 150 hundredths
    std::int64_t time_ms(std::string_view column) const;           // "90:00" or "0:01.250", minutes:seconds; may be negative
    std::vector<std::string> words(std::string_view column) const; // separated by blanks; "-" is none

  private:
    std::vector<std::string> columns_;
    std::vector<std::string> cells_;
    int line_;
};

struct Table {
    std::string name;
    std::vector<TableRow> rows;
};

std::vector<Table> read_tables(const std::string& path);
Table read_table(const std::string& path, std::string_view section);

std::int64_t parse_time_ms(std::string_view text);

} // namespace kaogong::test
