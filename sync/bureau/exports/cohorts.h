// 取证率 by school cohort (P26): of those whom rosters name with a school and a year of graduation, how many were assessed, passed and got
// a certificate. Persons are matched by the keyed mark of their document and stand in nothing that is told.
//
// Small cells. A cohort of fewer than `small_below` people is not told by name: where two or more of them together are as many, they stand
// in one line without a school, else nowhere. In what is told a count of 1 to `small_below` - 1 is withheld, and its rate with it. There
// are no totals, since a total less what is told would give away what is not. Whoever asks twice with other rosters or filters can still
// subtract one answer from the other: that is for the one who hands the reports out to keep in mind.
#pragma once

#include "sync/bank/roster_file.h"
#include "sync/bureau/exports/passed.h"
#include "sync/bureau/person_mark.h"

#include <set>

namespace kaogong::bureau::exports {

// Who belongs to which cohort; a person once, however many rosters say so.
class CohortBook {
  public:
    explicit CohortBook(const PersonMarks& marks) : marks_(marks) {}
    void add(const bank::RosterFile& roster);
    const std::map<bank::SchoolCohort, std::set<Hash>>& cohorts() const { return cohorts_; }
    std::uint64_t without_school() const { return without_school_; } // rows that say nothing of a school

  private:
    const PersonMarks& marks_;
    std::map<bank::SchoolCohort, std::set<Hash>> cohorts_;
    std::uint64_t without_school_ = 0;
};

struct CohortQuery {
    std::string plan = {};
    std::string occupation = {};
    std::set<int> levels = {};         // none: all
    std::int64_t from_ms = 0;          // by the day of the newest component
    std::int64_t until_ms = INT64_MAX; // not included
};
struct CohortCounts {
    std::uint64_t people = 0;    // whom the rosters name
    std::uint64_t assessed = 0;  // with a final outcome, of those that are asked for
    std::uint64_t passed = 0;    // with a final pass
    std::uint64_t certified = 0; // with the draft of a certificate for it that has not ended
};
using CohortLines = std::map<bank::SchoolCohort, CohortCounts>;
Result<CohortLines> count_cohorts(Store& store, const record::Bundle& bundle, const CohortBook& book, const CohortQuery& query);

struct ToldCohort {
    std::optional<bank::SchoolCohort> cohort; // none: the small ones together
    std::uint64_t people = 0;
    std::optional<std::uint64_t> assessed, passed, certified; // none: withheld
};
inline constexpr std::uint64_t kSmallBelow = 5;
std::vector<ToldCohort> tell_cohorts(const CohortLines& lines, std::uint64_t small_below); // by school and year, the small ones last

struct CohortReport {
    const std::vector<ToldCohort>& cohorts;
    std::uint64_t small_below = kSmallBelow;
    std::uint64_t without_school = 0;
    std::int64_t at_ms = 0;
};
// {at, small_below, without_school, cohorts: [{school, graduation_year, people, assessed, passed, certified, pass_rate,
// certificate_rate}]}; null: withheld, or the small ones together. Rates are hundredths of a per cent, cut: passed of assessed, certified
// of people.
std::string cohorts_json(const CohortReport& report);
std::string cohorts_text(const CohortReport& report, Language language);

} // namespace kaogong::bureau::exports
