#include "sync/bureau/exports/counts.h"

#include "tests/sync/bureau/exports/passed_fixture.h"

#include <nlohmann/json.hpp>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::exports;
using namespace kaogong::test;

namespace {

constexpr std::int64_t kDay = 86'400'000;

struct CountsFixture : PassedFixture {
    OutcomeCounts count(Period period = Period::year) {
        OutcomeCounts counts(period);
        must(each_outcome(*store, samples.bundle, {.passed_only = false}, [&](const OutcomeDetail& detail) {
            counts.add(detail);
            return success();
        }));
        return counts;
    }
};

// An outcome as the counts see it.
OutcomeDetail detail_of(const std::string& organisation, int level, std::uint8_t attributes, std::int64_t at_ms, int round = 0) {
    OutcomeDetail detail;
    detail.row.key = {.subject = {}, .occupation = "6-31-01-03", .level = level, .organisation = organisation, .plan = "p"};
    detail.statement.verdict = practical::Verdict::pass;
    detail.state = outcome::OutcomeState::final;
    detail.kind = OrgKind::employer;
    detail.attributes = attributes;
    detail.assessed_ms = at_ms;
    detail.round = round;
    return detail;
}

} // namespace

TEST_CASE_FIXTURE(CountsFixture, "outcomes are counted by what they are, and the JSON says what the text says") {
    sit(7'000, 7'000);
    draw(); // provisional
    const OutcomeCounts counts = count();
    const CountLine total = counts.total();
    CHECK_EQ(total.drawn, 4u);
    CHECK_EQ(total.passed, 2u);
    CHECK_EQ(total.not_passed, 1u);
    CHECK_EQ(total.provisional, 1u);
    CHECK_EQ(total.certificates, 2u);
    const RegisterCounts registered = must(count_register(store->registry(), kNow));
    CHECK_EQ(registered.kinds.at("social").organisations, 1u);
    CHECK_EQ(registered.kinds.at("social").non_public, 1u);
    must(appoint(2));
    AppointmentCounts appointed;
    auto reader = must(appointments::AppointmentReader::open(*store, samples.bundle));
    must(reader.each({}, [&](const appointments::AppointmentView& view) {
        appointed.add(view, kNow);
        return success();
    }));
    const CountsReport report{
        .counts = counts, .registered = registered, .appointed = appointed, .high_from = 3, .at_ms = kNow, .log_size = 7};
    const auto json = nlohmann::json::parse(counts_json(report));
    CHECK_EQ(json["total"]["passed"], 2);
    CHECK_EQ(json["high_skilled"]["share"], 10'000);
    CHECK_EQ(json["lines"].size(), 1u);
    CHECK_EQ(json["appointments"], nlohmann::json::parse(R"({"entered":1,"current":1,"ended":0,"levels":[{"level":2,"current":1}]})"));
    CHECK(counts_text(report, Language::zh_cn).find("聘任 1 (在聘 1, 初级工 1), 提前终止 0") != std::string::npos);
    CHECK(counts_text(report, Language::zh_cn).find("合成 4，合格 2，不合格 1，未最终确定 1，拟发证 2") != std::string::npos);
    CHECK(counts_text(report, Language::en).find("outcomes 4, passed 2, not passed 1, not final 1, certificate drafts 2") !=
          std::string::npos);
}

TEST_CASE("the form of levels 7 and 8 counts organisations once and people each (P68)") {
    OutcomeCounts counts(Period::year);
    const std::uint8_t non_public = attribute_bit(OrgAttribute::non_public);
    for (int i = 0; i < 5; ++i) counts.add(detail_of("Y0001", 7, non_public, kDay * 20'000));
    counts.add(detail_of("Y0001", 8, non_public, kDay * 20'000));
    counts.add(detail_of("Y0002", 7, 0, kDay * 20'000));
    counts.add(detail_of("Y0003", 6, 0, kDay * 20'000));
    const TopLevels top = counts.top_levels();
    CHECK_EQ(top.organisations, 2u);
    CHECK_EQ(top.non_public, 1u);
    CHECK_EQ(top.level7, 6u);
    CHECK_EQ(top.level8, 1u);
    CHECK_EQ(counts.passed_from(7), 7u);
    CHECK_EQ(counts.passed_from(4), 8u);
}

TEST_CASE("people of levels 7 and 8 are counted by round as well, and those without one are not lost (P85)") {
    OutcomeCounts counts(Period::year);
    for (const int round : {1, 1, 2, 0}) counts.add(detail_of("Y0001", 7, 0, kDay * 20'000, round));
    counts.add(detail_of("Y0002", 8, 0, kDay * 20'000, 1));
    counts.add(detail_of("Y0002", 6, 0, kDay * 20'000, 1));
    const CountsReport report{.counts = counts, .registered = {}, .appointed = {}};
    CHECK_EQ(
        nlohmann::json::parse(counts_json(report))["top_levels"]["rounds"],
        nlohmann::json::parse(R"([{"level":7,"round":null,"people":1},{"level":7,"round":1,"people":2},{"level":7,"round":2,"people":1},
                                       {"level":8,"round":1,"people":1}])"));
    CHECK(counts_text(report, Language::zh_cn).find("  特级技师第 1 批 2\n  特级技师第 2 批 1\n  首席技师第 1 批 1\n") !=
          std::string::npos);
    CHECK(counts_text(report, Language::en).find("  special-grade technicians, round 1: 2\n") != std::string::npos);
}

TEST_CASE("organisations have lines of their own where a claim asks for them (P64)") {
    OutcomeCounts together(Period::year), apart(Period::year, CountedBy::organisation);
    for (OutcomeCounts* counts : {&together, &apart})
        for (const char* organisation : {"Y0001", "Y0002", "Y0001"}) counts->add(detail_of(organisation, 3, 0, kDay * 20'000));
    CHECK_EQ(together.lines().size(), 1u);
    REQUIRE_EQ(apart.lines().size(), 2u);
    CHECK_EQ(apart.lines().begin()->first.organisation, "Y0001");
    CHECK_EQ(apart.lines().begin()->second.passed, 2u);
    CHECK_EQ(apart.total().passed, together.total().passed);
}

TEST_CASE("periods are those of the bureau's own days") {
    const std::int64_t new_year_eve = 1'798'732'800'000; // 2027-01-01T00:00 at the bureau
    CHECK_EQ(period_text(new_year_eve, Period::month), "2027-01");
    CHECK_EQ(period_text(new_year_eve - 1, Period::month), "2026-12");
    CHECK_EQ(period_text(new_year_eve - 1, Period::quarter), "2026-Q4");
    CHECK_EQ(period_text(new_year_eve, Period::quarter), "2027-Q1");
    CHECK_EQ(period_text(new_year_eve - 1, Period::year), "2026");
}
