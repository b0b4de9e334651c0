#include "tests/support/table.h"

#include "core/base/check.h"
#include "core/base/codes/base.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace kaogong::test {
namespace {

[[noreturn]] void stop(const std::string& path, int line, const std::string& what) {
    std::fprintf(stderr, "%s:%d: %s\n", path.c_str(), line, what.c_str());
    std::abort();
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    for (const std::string_view cell : split(line.substr(1, line.size() - 2), '|')) cells.emplace_back(trim(cell));
    return cells;
}

std::string read_text(const std::string& path) {
    const auto bytes = read_file(path, std::size_t{1} << 20);
    if (!bytes) stop(path, 0, "cannot be read");
    return std::string(as_text(*bytes));
}

} // namespace

const std::string& TableRow::text(std::string_view column) const {
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    if (found == columns_.end()) stop("table", line_, "no column " + std::string(column));
    return cells_[static_cast<std::size_t>(found - columns_.begin())];
}

std::int64_t TableRow::number(std::string_view column) const {
    const auto number = parse_integer(text(column));
    if (!number) stop("table", line_, "not a whole number: " + text(column));
    return *number;
}

std::int64_t TableRow::points(std::string_view column) const {
    const auto points = parse_decimal(text(column), 2);
    if (!points) stop("table", line_, "not points: " + text(column));
    return *points;
}

std::int64_t TableRow::time_ms(std::string_view column) const {
    return parse_time_ms(text(column));
}

std::vector<std::string> TableRow::words(std::string_view column) const {
    std::vector<std::string> words;
    for (const std::string_view word : split(text(column), ' ')) {
        if (!word.empty() && word != "-") words.emplace_back(word);
    }
    return words;
}

std::int64_t parse_time_ms(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto parts = split(text, ':');
    const auto minutes = parse_integer(parts[0]);
    const auto thousandths = parts.size() == 2 ? parse_decimal(parts[1], 3) : Result<std::int64_t>(error(codes::number_malformed));
    if (!minutes || !thousandths) stop("table", 0, "not minutes:seconds: " + std::string(text));
    const std::int64_t time_ms = *minutes * 60'000 + *thousandths;
    return negative ? -time_ms : time_ms;
}

std::vector<Table> read_tables(const std::string& path) {
    std::vector<Table> tables;
    std::vector<std::string> columns;
    int number = 0;
    const std::string content = read_text(path);
    for (const std::string_view raw : split(content, '\n')) {
        ++number;
        const std::string_view line = trim(raw);
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with('[') && line.ends_with(']')) {
            tables.push_back({.name = std::string(line.substr(1, line.size() - 2)), .rows = {}});
            columns.clear();
            continue;
        }
        if (tables.empty() || !line.starts_with('|') || !line.ends_with('|')) stop(path, number, "neither section nor row");
        std::vector<std::string> cells = cells_of(line);
        if (columns.empty()) {
            columns = std::move(cells);
        } else if (cells.size() == columns.size()) {
            tables.back().rows.emplace_back(columns, std::move(cells), number);
        } else {
            stop(path, number, "has " + std::to_string(cells.size()) + " cells, not " + std::to_string(columns.size()));
        }
    }
    return tables;
}

Table read_table(const std::string& path, std::string_view section) {
    for (Table& table : read_tables(path)) {
        if (table.name == section && !table.rows.empty()) return table;
    }
    stop(path, 0, "has no table [" + std::string(section) + "]");
}

} // namespace kaogong::test
