#include "kiosk/app/script.h"

#include "core/base/codes/kiosk.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::app;

TEST_CASE("a script is read line by line, remarks and blank lines passed over") {
    const auto script = parse_script("# sign in\n\ntap \"###sign in\"\n  type 9926\nadvance 45m\nhold \"###end\" 2s\nwait saved\nwait \"###next\" 5s\n");
    REQUIRE(script.ok());
    REQUIRE_EQ(script->size(), 6);
    CHECK_EQ((*script)[0].arguments.front(), "###sign in");
    CHECK_EQ((*script)[0].line, 3);
    CHECK_EQ((*script)[2].duration_ms, 2'700'000);
    CHECK_EQ((*script)[3].arguments.size(), 1);
    CHECK_EQ((*script)[3].duration_ms, 2'000);
    CHECK_EQ((*script)[4].duration_ms, 0);
    CHECK_EQ((*script)[5].duration_ms, 5'000);
}

TEST_CASE("a wrong line is named by its number") {
    struct Row {
        const char* text;
        const char* expected;
    };
    for (const Row& row : {Row{"tap", "line 1"}, Row{"\nfly away", "line 2"}, Row{"tap \"###x", "line 1"}, Row{"advance soon", "line 1"}, Row{"kill now", "line 1"}}) {
        CAPTURE(row.text);
        const auto script = parse_script(row.text);
        REQUIRE_FALSE(script.ok());
        CHECK_EQ(script.code(), codes::script_wrong);
        CHECK(script.error().context.starts_with(row.expected));
    }
}

TEST_CASE("a duration has a unit") {
    CHECK_EQ(parse_duration_ms("250ms").value(), 250);
    CHECK_EQ(parse_duration_ms("3h").value(), 10'800'000);
    for (const char* wrong : {"", "5", "s", "-1s", "1.5s", "1d"}) CHECK_FALSE(parse_duration_ms(wrong).ok());
}
