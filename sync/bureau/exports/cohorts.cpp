#include "sync/bureau/exports/cohorts.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "sync/bureau/days.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::exports {
namespace {

using nlohmann::ordered_json;

constexpr std::uint64_t kWholeShare = 10'000; // hundredths of a per cent

struct PersonFacts {
    bool assessed = false, passed = false, certified = false;
};

bool is_asked_for(const OutcomeRow& row, const CohortQuery& query) {
    return (query.plan.empty() || row.key.plan == query.plan) && (query.occupation.empty() || row.key.occupation == query.occupation) &&
           (query.levels.empty() || query.levels.contains(row.key.level));
}

// Only the newest version of each outcome; rows come by number, so the last one of a key is it.
std::vector<OutcomeRow> newest_versions(std::vector<OutcomeRow> rows) {
    std::vector<OutcomeRow> newest;
    for (OutcomeRow& row : rows) {
        std::erase_if(newest, [&](const OutcomeRow& each) { return each.key == row.key; });
        newest.push_back(std::move(row));
    }
    return newest;
}

Result<PersonFacts> facts_of(Store& store, OutcomeDetails& details, const Hash& person, const CohortQuery& query) {
    PersonFacts facts;
    for (OutcomeRow& row : newest_versions(TRY(store.outcomes().outcomes_of(person)))) {
        if (!is_asked_for(row, query)) continue;
        OutcomeDetail detail = TRY(details.look(std::move(row)));
        if (detail.state != outcome::OutcomeState::final) continue;
        TRY(details.fill(detail));
        if (detail.assessed_ms < query.from_ms || detail.assessed_ms >= query.until_ms) continue;
        facts.assessed = true;
        if (!is_final_pass(detail)) continue;
        facts.passed = true;
        facts.certified = facts.certified || !detail.certificate.empty();
    }
    return facts;
}

std::optional<std::uint64_t> told(std::uint64_t count, std::uint64_t small_below) {
    return count == 0 || count >= small_below ? std::optional(count) : std::nullopt;
}
ToldCohort tell(std::optional<bank::SchoolCohort> cohort, const CohortCounts& counts, std::uint64_t small_below) {
    return {.cohort = std::move(cohort),
            .people = counts.people,
            .assessed = told(counts.assessed, small_below),
            .passed = told(counts.passed, small_below),
            .certified = told(counts.certified, small_below)};
}

std::optional<std::uint64_t> rate(std::optional<std::uint64_t> part, std::optional<std::uint64_t> whole) {
    if (!part || !whole || *whole == 0) return std::nullopt;
    return *part * kWholeShare / *whole;
}
std::optional<std::uint64_t> pass_rate(const ToldCohort& told) {
    return rate(told.passed, told.assessed);
}
std::optional<std::uint64_t> certificate_rate(const ToldCohort& told) {
    return rate(told.certified, told.people);
}

ordered_json or_null(const std::optional<std::uint64_t>& number) {
    return number ? ordered_json(*number) : ordered_json(nullptr);
}
std::string count_text(const std::optional<std::uint64_t>& count, std::uint64_t small_below) {
    return count ? std::to_string(*count) : "<" + std::to_string(small_below);
}
std::string rate_text(const std::optional<std::uint64_t>& share) {
    return share ? " (" + decimal_text(static_cast<std::int64_t>(*share), 2) + " %)" : std::string();
}

} // namespace

void CohortBook::add(const bank::RosterFile& roster) {
    for (std::size_t i = 0; i < roster.rows.size(); ++i) {
        if (roster.cohorts[i].school.empty())
            ++without_school_;
        else
            cohorts_[roster.cohorts[i]].insert(marks_.of(roster.rows[i]));
    }
}

Result<CohortLines> count_cohorts(Store& store, const record::Bundle& bundle, const CohortBook& book, const CohortQuery& query) {
    OutcomeDetails details = TRY(OutcomeDetails::open(store, bundle));
    CohortLines lines;
    for (const auto& [cohort, people] : book.cohorts()) {
        CohortCounts& counts = lines[cohort];
        for (const Hash& person : people) {
            const PersonFacts facts = TRY(facts_of(store, details, person, query));
            ++counts.people;
            counts.assessed += facts.assessed ? 1u : 0u;
            counts.passed += facts.passed ? 1u : 0u;
            counts.certified += facts.certified ? 1u : 0u;
        }
    }
    return lines;
}

std::vector<ToldCohort> tell_cohorts(const CohortLines& lines, std::uint64_t small_below) {
    std::vector<ToldCohort> cohorts;
    CohortCounts together;
    std::uint64_t small = 0;
    for (const auto& [cohort, counts] : lines) {
        if (counts.people >= small_below) {
            cohorts.push_back(tell(cohort, counts, small_below));
            continue;
        }
        ++small;
        together.people += counts.people;
        together.assessed += counts.assessed;
        together.passed += counts.passed;
        together.certified += counts.certified;
    }
    if (small > 1 && together.people >= small_below) cohorts.push_back(tell({}, together, small_below));
    return cohorts;
}

std::string cohorts_json(const CohortReport& report) {
    ordered_json json{{"at", iso_text(report.at_ms, kBureauOffsetMinutes)},
                      {"small_below", report.small_below},
                      {"without_school", report.without_school},
                      {"cohorts", ordered_json::array()}};
    for (const ToldCohort& each : report.cohorts) {
        ordered_json line;
        line["school"] = each.cohort ? ordered_json(each.cohort->school) : ordered_json(nullptr);
        line["graduation_year"] = each.cohort ? ordered_json(each.cohort->graduation_year) : ordered_json(nullptr);
        line["people"] = each.people;
        line["assessed"] = or_null(each.assessed);
        line["passed"] = or_null(each.passed);
        line["certified"] = or_null(each.certified);
        line["pass_rate"] = or_null(pass_rate(each));
        line["certificate_rate"] = or_null(certificate_rate(each));
        json["cohorts"].push_back(std::move(line));
    }
    return json.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

std::string cohorts_text(const CohortReport& report, Language language) {
    const bool en = language == Language::en;
    std::string text;
    for (const ToldCohort& each : report.cohorts) {
        if (each.cohort)
            text += each.cohort->school + "  " + std::to_string(each.cohort->graduation_year) + (en ? "" : " 届");
        else
            text += en ? "small cohorts together" : "人数较少的各届合计";
        text += (en ? "  people " : "  人数 ") + std::to_string(each.people);
        text += (en ? ", assessed " : "，已评价 ") + count_text(each.assessed, report.small_below);
        text += (en ? ", passed " : "，合格 ") + count_text(each.passed, report.small_below) + rate_text(pass_rate(each));
        text += (en ? ", certificates " : "，取证 ") + count_text(each.certified, report.small_below) + rate_text(certificate_rate(each)) +
                "\n";
    }
    return text;
}

} // namespace kaogong::bureau::exports
