#include "core/base/codes.h"
#include "core/base/codes/base.h"
#include "core/base/log.h"

#include <doctest/doctest.h>

#include <set>

using namespace kaogong;

TEST_CASE("every code has both sentences in both languages, ending as sentences do") {
    std::set<std::string_view> names;
    for (int number = 0; number < 1000; ++number) {
        const auto code = find_code(number);
        if (!code) continue;
        CAPTURE(number);
        CHECK(names.insert(code_name(*code)).second);
        for (const auto language : {Language::en, Language::zh_cn}) {
            const Sentence text = sentence(*code, language);
            const std::string_view stop = language == Language::en ? "." : "。";
            CHECK(text.what.ends_with(stop));
            CHECK(text.do_.ends_with(stop));
        }
    }
    CHECK(names.size() > 5);
}

TEST_CASE("an error reads as code, what happened, what to do, and which thing") {
    CHECK_EQ(code_text(codes::no_space), "K-0005");
    CHECK_EQ(error_text(error(codes::no_space, "terminal.db")),
             "K-0005 The disk is full. Free some space; nothing that was saved is lost. (terminal.db)");
    CHECK_EQ(error_text(error(codes::no_space), Language::zh_cn), "K-0005 磁盘已满。请清理空间；已保存的内容不会丢失。");
}
