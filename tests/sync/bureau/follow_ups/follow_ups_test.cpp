#include "sync/bureau/follow_ups/follow_ups.h"

#include "core/base/codes/base.h"
#include "core/base/codes/outcome.h"
#include "sync/bureau/days.h"
#include "tests/support/must.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/bureau/store_under_test.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::follow_ups;
using namespace kaogong::test;

namespace {

constexpr std::int64_t kDay = 1'795'190'400'000;

struct FollowUpFixture {
    TempFolder folder;
    std::unique_ptr<Store> store = must(open_store(new_store(folder.path()), StoreAccess::create));

    static FollowUpRow visit() {
        return {.organisation = "湛江某厂",
                .kind = FollowUpKind::visit,
                .day_ms = kDay,
                .text = "looked at two rooms",
                .by = "B-04",
                .noted_ms = kDay};
    }
    static FollowUpRow problem() {
        FollowUpRow row = visit();
        row.kind = FollowUpKind::problem;
        row.text = "printer does not print";
        row.owner = "B-07";
        row.due_ms = kDay + 10 * kDayMs;
        return row;
    }
    Code refusal(const FollowUpRow& row) {
        const auto added = add(*store, row);
        return added.ok() ? Code{} : added.code();
    }
    Code refusal(const FollowUpCloseRow& row) {
        const auto closed = close(*store, row);
        return closed.ok() ? Code{} : closed.code();
    }
    std::string states(std::int64_t at_ms, const std::string& organisation = {}) {
        std::string states;
        must(each(*store, organisation, [&](const FollowUpView& view) {
            states += std::string(states.empty() ? "" : " ") + std::string(state_word(view.state_at(at_ms)));
            return success();
        }));
        return states;
    }
};

} // namespace

TEST_CASE_FIXTURE(FollowUpFixture,
                  "what is to be done waits for its owner, is overdue after its day, and is closed once with words (P87, P52)") {
    CHECK_EQ(must(add(*store, visit())), 1u);
    CHECK_EQ(must(add(*store, problem())), 2u);
    const std::int64_t due = kDay + 10 * kDayMs;
    CHECK_EQ(states(due - 1), "noted open");
    CHECK_EQ(states(due), "noted overdue");
    REQUIRE_EQ(must(store->follow_ups().open_follow_ups(10)).size(), 1u);
    CHECK_EQ(must(store->follow_ups().open_follow_ups(10))[0].owner, "B-07");
    CHECK(refusal({.follow_up = 2, .text = "", .by = "B-07", .at_ms = kDay}) == codes::usage);
    CHECK(refusal({.follow_up = 1, .text = "done", .by = "B-07", .at_ms = kDay}) == codes::follow_up_unknown); // waits for nothing
    CHECK(refusal({.follow_up = 3, .text = "done", .by = "B-07", .at_ms = kDay}) == codes::follow_up_unknown);
    CHECK(refusal({.follow_up = 2, .text = "a new cable", .by = "B-07", .at_ms = kDay}) == Code{});
    CHECK(refusal({.follow_up = 2, .text = "again", .by = "B-07", .at_ms = kDay}) == codes::follow_up_closed);
    CHECK_EQ(states(due), "noted closed");
    CHECK(must(store->follow_ups().open_follow_ups(10)).empty());
}

TEST_CASE_FIXTURE(FollowUpFixture, "a problem without an owner, or an owner without a day, is not entered") {
    const auto with = [](auto change) {
        FollowUpRow row = problem();
        change(row);
        return row;
    };
    CHECK(refusal(with([](FollowUpRow& row) { row.due_ms.reset(); })) == codes::usage);
    CHECK(refusal(with([](FollowUpRow& row) { row.owner.clear(); })) == codes::usage);
    CHECK(refusal(with([](FollowUpRow& row) {
              row.owner.clear();
              row.due_ms.reset();
          })) == codes::usage);
    CHECK(refusal(with([](FollowUpRow& row) { row.due_ms = row.day_ms; })) == codes::usage);
    CHECK(refusal(with([](FollowUpRow& row) { row.organisation.clear(); })) == codes::usage);
    CHECK(refusal(with([](FollowUpRow& row) { row.text = std::string(kFollowUpTextMax + 1, 'a'); })) == codes::usage);
    CHECK(states(kDay).empty());
}

TEST_CASE_FIXTURE(FollowUpFixture, "numbers of candidates do not get in; telephones and codes of organisations do") {
    const auto entering = [&](const std::string& text) {
        FollowUpRow row = visit();
        row.text = text;
        return refusal(row);
    };
    for (const char* text : {"candidate 999999199105230136 complains", "号码：999999199105230136。", "ticket 992611210127"}) {
        CAPTURE(text);
        CHECK(entering(text) == codes::follow_up_names_candidate);
    }
    for (const char* text :
         {"call 13800138000", "call 075931234567", "code 914408001942345678", "plan 2026-11-0042, log 8819950523013612"}) {
        CAPTURE(text);
        CHECK(entering(text) == Code{});
    }
}

TEST_CASE_FIXTURE(FollowUpFixture, "each organisation has its history, and the JSON says what the line says") {
    must(add(*store, visit()));
    FollowUpRow other = visit();
    other.organisation = "another";
    other.kind = FollowUpKind::first_session;
    must(add(*store, other));
    must(add(*store, problem()));
    CHECK_EQ(states(kDay, "湛江某厂"), "noted open");
    CHECK_EQ(states(kDay, "another"), "noted");
    must(close(*store, {.follow_up = 3, .text = "a new cable", .by = "B-07", .at_ms = kDay}));
    std::string json, line;
    must(each(*store, "湛江某厂", [&](const FollowUpView& view) {
        json = follow_up_json(view, kDay);
        line = follow_up_line(view, kDay, Language::zh_cn);
        return success();
    }));
    CHECK(json.find("\"state\":\"closed\",\"organisation\":\"湛江某厂\",\"kind\":\"problem\"") != std::string::npos);
    CHECK(json.find("\"owner\":\"B-07\"") != std::string::npos);
    CHECK(json.find("\"closed\":{\"text\":\"a new cable\",\"by\":\"B-07\"") != std::string::npos);
    CHECK(line.find("已办结  湛江某厂  问题") != std::string::npos);
    CHECK(find_kind("first_session") == FollowUpKind::first_session);
    CHECK_FALSE(find_kind("gossip").has_value());
}
