#include "core/base/text.h"

#include "core/base/codes/base.h"

#include <doctest/doctest.h>

using namespace kaogong;

TEST_CASE("a decimal is read exactly or not at all") {
    CHECK_EQ(parse_decimal("8.5", 2).value(), 850);
    CHECK_EQ(parse_decimal("-0.025", 3).value(), -25);
    CHECK_EQ(parse_decimal("42", 3).value(), 42'000);
    for (const char* wrong : {"", "-", ".", "8,5", "8.", ".5", "-.5", "1e3", "+1", " 1", "0x10", "8.555", "99999999999999999999"}) {
        CAPTURE(wrong);
        CHECK_EQ(parse_decimal(wrong, 2).code(), codes::number_malformed);
    }
}

TEST_CASE("decimal text is the inverse of reading one") {
    for (const std::int64_t value : {0, 5, -5, 99, -100, 850, 123456, -25})
        CHECK_EQ(parse_decimal(decimal_text(value, 2), 2).value(), value);
    CHECK_EQ(decimal_text(-5, 2), "-0.05");
    CHECK_EQ(decimal_text(INT64_MIN, 0), "-9223372036854775808");
}

TEST_CASE("UTF-8 is taken apart strictly") {
    CHECK(is_utf8("电工 𠮷 é"));
    CHECK_EQ(code_points("工𠮷").size(), 2);
    CHECK_EQ(code_points("工𠮷")[1], U'𠮷');
    for (const char* wrong : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE5\xB7", "\xFF", "\x80"}) CHECK_FALSE(is_utf8(wrong));
    std::string again;
    for (const char32_t point : code_points("Aé工𠮷")) append_utf8(again, point);
    CHECK_EQ(again, "Aé工𠮷");
}
