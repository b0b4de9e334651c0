#include "sync/bureau/exports/titles.h"

#include "core/base/codes/store.h"
#include "tests/sync/bureau/exports/passed_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::exports;
using namespace kaogong::test;

namespace {

struct TitlesFixture : OutcomeFixture {
    TitlesEntered enter(const Bytes& bytes) {
        return must(enter_titles({.store = *store, .authority = authority, .wall_ms = kNow, .by = "B-01"},
                                 must(bank::parse_titles_file(bytes)), bytes));
    }
    std::string grade_of(int level, std::int64_t at_ms = kNow) {
        const TitleShelf shelf = must(TitleShelf::open(*store, samples.bundle, at_ms));
        const MappedTitle* title = shelf.find("6-31-01-03", level);
        return title == nullptr ? "" : title->grade;
    }
};

} // namespace

TEST_CASE_FIXTURE(TitlesFixture, "a table is kept signed and logged, and says what a level corresponds to and by which paper (P82, P86)") {
    CHECK_EQ(grade_of(3), "");
    const std::uint64_t size = must(store->log().log_size());
    CHECK_FALSE(enter(titles_file("a", "intermediate", "技术员")).before);
    CHECK_EQ(grade_of(3), "技术员");
    CHECK_EQ(grade_of(4), "");
    const TitleShelf shelf = must(TitleShelf::open(*store, samples.bundle, kNow));
    CHECK_EQ(shelf.find("6-31-01-03", 3)->basis, "2026-4, 2026-03-01");
    CHECK_EQ(shelf.find("6-31-01-04", 3), nullptr);
    CHECK_EQ(must(store->log().log_size()), size + 1);
    const auto views = must(title_tables(*store, samples.bundle, kNow));
    REQUIRE_EQ(views.size(), 1u);
    CHECK(views[0].counts);
    CHECK_EQ(views[0].entered.by, "B-01");
    CHECK_EQ(std::get<record::ActLeaf>(must(record::decode_leaf(must(store->log().leaf(size))))).record, record::sha256(views[0].row.act));
    CHECK(enter(titles_file("a", "intermediate", "技术员")).before);
    CHECK_EQ(must(store->log().log_size()), size + 1);
}

TEST_CASE_FIXTURE(TitlesFixture, "of one table the version entered last counts whole, and of two tables the one entered last") {
    enter(titles_file("a", "intermediate", "技术员"));
    enter(titles_file("b", "intermediate", "助理工程师"));
    CHECK_EQ(grade_of(3), "助理工程师");
    enter(titles_file("b", "senior", "工程师"));
    CHECK_EQ(grade_of(3), "技术员"); // b speaks of it no longer, a still does
    CHECK_EQ(grade_of(4), "工程师");
}

TEST_CASE_FIXTURE(TitlesFixture, "a table counts from its first day to its last, and no earlier version comes back") {
    enter(titles_file("a", "intermediate", "技术员"));
    enter(titles_file("a", "intermediate", "工程师", "2099-01-01"));
    CHECK_EQ(grade_of(3), "技术员");
    CHECK_EQ(grade_of(3, 4'102'444'800'000), "工程师"); // 2100
    enter(titles_file("a", "intermediate", "工程师", "2020-01-01", "until = 2021-01-01T00:00:00+08:00\n"));
    CHECK_EQ(grade_of(3), "");
}

TEST_CASE_FIXTURE(TitlesFixture, "a file that is not the one that was signed is refused") {
    enter(titles_file("a", "intermediate", "技术员"));
    auto row = must(store->policy().title_tables()).at(0);
    row.file = titles_file("a", "intermediate", "工程师");
    row.log_index += 1'000;
    auto tx = must(store->begin_log());
    must(store->policy().add_titles(row));
    must(tx->commit());
    const auto shelf = TitleShelf::open(*store, samples.bundle, kNow);
    REQUIRE_FALSE(shelf.ok());
    CHECK(shelf.code() == codes::store_corrupt);
}
