#include "sync/bureau/exports/cohorts.h"

#include "tests/sync/bureau/exports/passed_fixture.h"

#include <nlohmann/json.hpp>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::exports;
using namespace kaogong::test;

namespace {

struct CohortFixture : PassedFixture {
    PersonMarks marks = PersonMarks(Secret(view("a key of thirty-two bytes, or so!")));
    CohortBook book{marks};

    // Invented: the number stands for the person.
    record::RosterRow person(int number) {
        record::RosterRow row{.admission_ticket = "9926112102" + std::to_string(10 + number), .name = "张三"};
        row.identity_number = "99999919910523" + std::to_string(1'000 + number);
        return row;
    }
    void enrolled(const std::string& school, int year, std::vector<int> numbers) {
        bank::RosterFile roster;
        for (const int number : numbers) {
            roster.rows.push_back(person(number));
            roster.cohorts.push_back({.school = school, .graduation_year = year});
        }
        book.add(roster);
    }
    void sat(int number, assessment::Points operation) {
        const Hash mark = marks.of(person(number));
        sit_one(record::RecordKind::theory, session, mark, 8'000);
        sit_one(record::RecordKind::operation, operation_session, mark, operation);
    }
    CohortLines count(const CohortQuery& query = {}) { return must(count_cohorts(*store, samples.bundle, book, query)); }
};

CohortCounts counts(std::uint64_t people, std::uint64_t assessed, std::uint64_t passed, std::uint64_t certified) {
    return {.people = people, .assessed = assessed, .passed = passed, .certified = certified};
}
bank::SchoolCohort cohort(const std::string& school, int year = 2026) {
    return {.school = school, .graduation_year = year};
}

} // namespace

TEST_CASE_FIXTURE(CohortFixture, "of a school's cohort each person counts once: on the rosters, assessed, passed, certified (P26)") {
    enrolled("A", 2026, {1, 2, 3});
    enrolled("A", 2026, {3}); // another roster names her again
    enrolled("A", 2025, {4});
    enrolled("", 0, {5});
    sat(1, 9'000);
    sat(2, 5'000);
    sat(4, 9'000);
    finish();
    const CohortLines lines = count();
    REQUIRE_EQ(lines.size(), 2u);
    const CohortCounts of_2026 = lines.at(cohort("A"));
    CHECK_EQ(of_2026.people, 3u);
    CHECK_EQ(of_2026.assessed, 2u);
    CHECK_EQ(of_2026.passed, 1u);
    CHECK_EQ(of_2026.certified, 1u);
    CHECK_EQ(lines.at(cohort("A", 2025)).passed, 1u);
    CHECK_EQ(book.without_school(), 1u);
    CHECK_EQ(count({.levels = {4}}).at(cohort("A")).assessed, 0u);
    CHECK_EQ(count({.plan = "another"}).at(cohort("A")).assessed, 0u);
    CHECK_EQ(count({.occupation = "6-31-01-03"}).at(cohort("A")).assessed, 2u);
    CHECK_EQ(count({.until_ms = 1}).at(cohort("A")).assessed, 0u);
    for (const std::string& number : certificates) // a withdrawn draft is no certificate
        must(bureau::certificates::withdraw({*store, authority, kNow, "B-05"}, number, "wrong name"));
    CHECK_EQ(count().at(cohort("A")).passed, 1u);
    CHECK_EQ(count().at(cohort("A")).certified, 0u);
}

TEST_CASE_FIXTURE(CohortFixture, "what is not final is not counted as assessed") {
    enrolled("A", 2026, {1});
    sat(1, 9'000);
    draw();
    CHECK_EQ(count().at(cohort("A")).assessed, 0u);
}

TEST_CASE("a cohort of few people is told together with others, or not at all, and a small count is withheld") {
    CohortLines lines{{cohort("A"), counts(40, 30, 20, 12)}, {cohort("B"), counts(8, 6, 4, 0)}, {cohort("C"), counts(4, 4, 4, 4)}};
    auto told = tell_cohorts(lines, 5);
    REQUIRE_EQ(told.size(), 2u); // C alone would be known by what is missing
    CHECK_EQ(told[0].cohort->school, "A");
    CHECK_EQ(told[0].passed, 20u);
    CHECK_EQ(told[1].assessed, 6u);
    CHECK_FALSE(told[1].passed.has_value()); // 4 of 8
    CHECK_EQ(told[1].certified, 0u);
    lines[cohort("D")] = counts(3, 3, 2, 2);
    told = tell_cohorts(lines, 5);
    REQUIRE_EQ(told.size(), 3u);
    CHECK_FALSE(told[2].cohort.has_value());
    CHECK_EQ(told[2].people, 7u);
    CHECK_EQ(told[2].passed, 6u);
    CHECK_EQ(tell_cohorts({{cohort("C"), counts(1, 1, 1, 1)}, {cohort("D"), counts(3, 3, 2, 2)}}, 5).size(), 0u);
}

TEST_CASE("a report has rates where they are told, and nobody in it") {
    const auto told = tell_cohorts({{cohort("广东某职院"), counts(40, 30, 20, 12)}, {cohort("B"), counts(8, 6, 4, 0)}}, 5);
    const CohortReport report{.cohorts = told, .small_below = 5, .without_school = 2, .at_ms = kSampleWallMs};
    const auto json = nlohmann::json::parse(cohorts_json(report));
    REQUIRE_EQ(json["cohorts"].size(), 2u);
    CHECK(json["cohorts"][0]["passed"].is_null());
    CHECK(json["cohorts"][0]["pass_rate"].is_null());
    CHECK_EQ(json["cohorts"][0]["certificate_rate"], 0);
    CHECK_EQ(json["cohorts"][1]["pass_rate"], 6'666);
    CHECK_EQ(json["cohorts"][1]["certificate_rate"], 3'000);
    CHECK(cohorts_text(report, Language::zh_cn).find("广东某职院  2026 届  人数 40，已评价 30，合格 20 (66.66 %)，取证 12 (30.00 %)") !=
          std::string::npos);
    CHECK(cohorts_text(report, Language::en).find("B  2026  people 8, assessed 6, passed <5, certificates 0 (0.00 %)") !=
          std::string::npos);
}
