#include "sync/bank/remark_file.h"

#include "core/base/codes/bank.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::assessment;
using namespace kaogong::bank;

namespace {

const std::string kHead = "format = 1\nkind = \"remark\"\n"
                          "paper = \"65bf424acbbeece9e71cb820c4cca2844d3ae2c00955ccfcc3eac7a0a6c18500\"\n"
                          "basis = \"item_defect\"\nreason = { zh-CN = \"试题有误\", en = \"Faulty item\" }\n"
                          "decided_by = \"B-01\"\nreference = \"2026-17\"\ndecided = 2026-11-25T10:00:00+08:00\n";

struct Read {
    record::RemarkRule rule;
    Faults faults;
};
Read read(const std::string& text) {
    Read out;
    const auto toml = parse_toml(text, out.faults);
    if (toml) out.rule = read_remark_file(*toml, out.faults);
    return out;
}
bool has(const Faults& faults, Code code) {
    return std::any_of(faults.begin(), faults.end(), [&](const Fault& each) { return each.code == code; });
}

} // namespace

TEST_CASE("a decision to mark again says paper, basis, who decided it, and what becomes of each item") {
    const Read good = read(kHead + "sessions = [\"01a1fb9e28ae739cb84342f07a2b4db8\"]\n"
                                   "[[item]]\nid = \"dg4-1\"\naction = \"void\"\n"
                                   "[[item]]\nid = \"dg4-2\"\naction = \"full\"\n"
                                   "[[item]]\nid = \"dg4-3\"\naction = \"key\"\nkey = [\"c\", \"a\"]\n"
                                   "[[item]]\nid = \"dg4-4\"\naction = \"key\"\nvalue = \"1.10\"\ntolerance = \"0.05\"\n"
                                   "[[item]]\nid = \"dg4-5\"\naction = \"key\"\naccepted = [\"兆欧表\"]\n");
    REQUIRE(good.faults.empty());
    const record::RemarkRule& rule = good.rule;
    CHECK_EQ(rule.sessions.size(), 1u);
    CHECK(rule.decision.basis == record::AmendmentBasis::item_defect);
    CHECK_EQ(rule.decision.reference, "2026-17");
    CHECK_EQ(rule.decision.decided_ms, 1'795'572'000'000);
    REQUIRE_EQ(rule.items.size(), 5u);
    CHECK(rule.items[0].action == RemarkAction::leave_out);
    CHECK(rule.items[1].action == RemarkAction::full);
    CHECK_FALSE(rule.items[1].key);
    CHECK(rule.items[2].key->answer == decltype(Key::answer)(OptionKey{{"a", "c"}}));
    CHECK(rule.items[3].key->answer == decltype(Key::answer)(NumericKey{{11, 1}, {5, 2}, {5, 2}}));
    CHECK(rule.items[4].key->answer == decltype(Key::answer)(TextKey{{"兆欧表"}}));
}

TEST_CASE("every mistake of a decision is found, with its code") {
    CHECK(has(read(kHead).faults, codes::field_missing)); // no item
    CHECK(has(read(kHead + "[[item]]\nid = \"a\"\naction = \"maybe\"\n").faults, codes::field_value));
    CHECK(has(read(kHead + "[[item]]\nid = \"a\"\naction = \"key\"\n").faults, codes::field_missing));
    CHECK(
        has(read(kHead + "[[item]]\nid = \"a\"\naction = \"full\"\n[[item]]\nid = \"a\"\naction = \"void\"\n").faults, codes::id_repeated));
    CHECK(has(read(kHead + "[[item]]\nid = \"a\"\naction = \"full\"\nkey = [\"a\"]\n").faults,
              codes::field_unknown)); // a key that nobody asked for
    CHECK(has(read(kHead + "sessions = [\"12\"]\n[[item]]\nid = \"a\"\naction = \"full\"\n").faults, codes::field_value));
    std::string many = kHead;
    for (int i = 0; i < 33; ++i) many += "[[item]]\nid = \"i" + std::to_string(i) + "\"\naction = \"full\"\n";
    CHECK(has(read(many).faults, codes::field_value));
    for (const char* lacking : {"paper", "basis", "reason", "decided_by", "reference", "decided "}) {
        CAPTURE(lacking);
        std::string text = kHead;
        const std::size_t from = text.find("\n" + std::string(lacking)) + 1;
        text.erase(from, text.find('\n', from) - from + 1);
        CHECK_FALSE(read(text + "[[item]]\nid = \"a\"\naction = \"full\"\n").faults.empty());
    }
}
