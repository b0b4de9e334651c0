#include "sync/bureau/exports/csv_cell.h"

#include "tests/support/table.h"

#include <doctest/doctest.h>

using namespace kaogong::bureau::exports;
using namespace kaogong::test;

namespace {

std::string plain(const std::string& text) {
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            made += text[i];
            continue;
        }
        const char next = text[++i];
        made += next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : '|';
    }
    return made;
}

} // namespace

TEST_CASE("cells are quoted as RFC 4180 asks, and none of them is a formula to a spreadsheet") {
    for (const TableRow& row : read_table(KAOGONG_SOURCE_DIR "/tests/tables/csv_cells.txt", "cells").rows) {
        CAPTURE(row.line());
        CHECK_EQ(csv_cell(plain(row.text("text"))), plain(row.text("cell")));
    }
    CHECK_EQ(csv_cell(""), "");
    CHECK_EQ(csv_line({"a", "b,c", ""}), "a,\"b,c\",\r\n");
}
