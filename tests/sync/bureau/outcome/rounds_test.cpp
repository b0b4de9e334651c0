#include "sync/bureau/outcome/rounds.h"

#include "core/base/codes/record.h"
#include "tests/sync/bureau/outcome/outcome_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::outcome;
using namespace kaogong::test;

namespace {

struct RoundFixture : OutcomeFixture {
    RegisterDesk desk() { return {.store = *store, .authority = authority, .wall_ms = kNow, .by = "B-01"}; }
    RoundEntered enter(int level, int round, const std::string& plan = "2026-11-0042") {
        return must(enter_round(desk(), {.plan = plan, .level = level, .round = round, .document = "2026-19"}));
    }
    int round_of(int level, const std::string& plan = "2026-11-0042") {
        return must(RoundBook(*store, samples.bundle).round_of(plan, level));
    }
};

} // namespace

TEST_CASE_FIXTURE(RoundFixture, "a plan's round is kept level by level, signed and logged, and the later entry counts (P85)") {
    CHECK_EQ(round_of(7), 0);
    const std::uint64_t size = must(store->log().log_size());
    CHECK_EQ(enter(7, 2).number, 1u);
    CHECK_EQ(enter(8, 1).number, 2u);
    CHECK_EQ(round_of(7), 2);
    CHECK_EQ(round_of(8), 1);
    CHECK_EQ(round_of(6), 0); // lower levels have none
    CHECK_EQ(round_of(7, "another"), 0);
    CHECK_EQ(must(store->log().log_size()), size + 2);
    CHECK_FALSE(enter(7, 3).before);
    CHECK_EQ(round_of(7), 3);
    std::string lines;
    must(each_round(*store, samples.bundle, [&](const RoundView& view) {
        lines += round_line(view, Language::zh_cn) + "\n";
        return success();
    }));
    CHECK_EQ(lines, "  1  2026-11-0042  特级技师  第 2 批  2026-19  B-01\n* 2  2026-11-0042  首席技师  第 1 批  2026-19  B-01\n"
                    "* 3  2026-11-0042  特级技师  第 3 批  2026-19  B-01\n");
}

TEST_CASE_FIXTURE(RoundFixture, "the same round a second time says nothing new, and a level without rounds gets none") {
    enter(7, 2);
    const std::uint64_t size = must(store->log().log_size());
    const RoundEntered again = enter(7, 2);
    CHECK(again.before);
    CHECK_EQ(again.number, 1u);
    CHECK_EQ(must(store->log().log_size()), size);
    const auto lower = enter_round(desk(), {.plan = "2026-11-0042", .level = 6, .round = 1, .document = "2026-19"});
    REQUIRE_FALSE(lower.ok());
    CHECK(lower.code() == codes::record_value_invalid);
    enter(7, 3);
    CHECK_FALSE(enter(7, 2).before); // back again is an entry of its own
    CHECK_EQ(round_of(7), 2);
}
