#include "sync/bureau/certificates/number.h"

#include "core/base/codes/outcome.h"
#include "sync/bureau/filing.h"
#include "tests/support/table.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau::certificates;
using namespace kaogong::test;

namespace {

const std::string kTable = KAOGONG_SOURCE_DIR "/tests/tables/certificate_numbers.txt";

std::string digit_text(const std::string& given, int level) {
    Result<std::string> digits = usual_level_digits();
    if (given != "-") digits = with_level_digit(*digits, given);
    if (!digits.ok()) return code_text(digits.code());
    const auto digit = level_digit(*digits, level);
    return digit ? std::string(1, *digit) : "none";
}

} // namespace

TEST_CASE("a number is taken apart and put together again, and anything else is refused") {
    for (const TableRow& row : read_table(kTable, "numbers").rows) {
        CAPTURE(row.line());
        const auto parts = parse_number(row.text("number"));
        CHECK_EQ(parts.ok() ? "ok" : code_text(parts.code()), row.text("result"));
        if (!parts.ok()) continue;
        CHECK_EQ(parts->prefix, row.text("prefix"));
        CHECK_EQ(parts->year, row.number("year"));
        CHECK_EQ(std::string(1, parts->level_digit), row.text("level"));
        CHECK_EQ(parts->serial, row.number("serial"));
        CHECK_EQ(compose_number(*parts).value(), row.text("number"));
    }
    const NumberParts parts = parse_number("Y0A0144000017264000001").value();
    CHECK_EQ(parts.letter() + " " + parts.organisation() + " " + parts.province() + " " + parts.site(), "Y 0A01 44 000017");
}

TEST_CASE("the letter of a block fits the kind of organisation") {
    for (const TableRow& row : read_table(kTable, "letters").rows) {
        CAPTURE(row.line());
        CHECK_EQ(letter_fits(row.text("letter")[0], bureau::find_org_kind(row.text("kind")).value()), row.text("fits") == "yes");
    }
}

TEST_CASE("levels 2 to 6 bear their national grade, and no digit is made up for the others") {
    for (const TableRow& row : read_table(kTable, "level digits").rows) {
        CAPTURE(row.line());
        CHECK_EQ(digit_text(row.text("given"), static_cast<int>(row.number("level"))), row.text("digit"));
    }
}

TEST_CASE("after the last serial number the block is full, and no number grows longer") {
    NumberParts parts{.prefix = "Y000144000001", .year = 26, .level_digit = '4', .serial = 999'999};
    CHECK_EQ(compose_number(parts)->size(), 22u);
    ++parts.serial;
    CHECK(compose_number(parts).code() == codes::certificate_block_full);
    parts.serial = 0;
    CHECK(compose_number(parts).code() == codes::certificate_number_malformed);
}
