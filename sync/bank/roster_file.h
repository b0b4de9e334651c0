// A session's roster from CSV (assets/samples/FORMAT.md, `roster.csv`). What a row says of itself is checked here; whether it belongs to a
// session, its room and its spec is checked against RosterDemand.
#pragma once

#include "core/record/content.h"
#include "sync/bank/csv.h"

#include <set>

namespace kaogong::bank {

struct RosterDemand {
    std::string occupation;
    assessment::SkillLevel level = assessment::SkillLevel::intermediate;
    std::string session;         // code
    std::set<int> seats;         // of the room
    std::set<std::string> areas; // of the spec, for exemptions
};

// Of a student: school and year of graduation, for rates by cohort (P26). Stays at the bureau: no terminal needs it, so no package has it.
struct SchoolCohort {
    std::string school; // empty: the row names none
    int graduation_year = 0;
    auto operator<=>(const SchoolCohort&) const = default;
};

struct RosterFile {
    std::vector<record::RosterRow> rows; // only those without a fault; their candidate references are still empty
    std::vector<SchoolCohort> cohorts;   // of `rows`, one each
    std::size_t rejected = 0;            // rows with a fault
};
// Without a demand only the form is checked.
RosterFile read_roster(std::string_view csv, const RosterDemand* demand, Faults& faults);

} // namespace kaogong::bank
