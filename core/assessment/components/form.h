// Any component's form and record as one value: what a file holds, what the checker checks, what the scorer scores. A new kind of component
// is one more alternative here and one reader in sync/bank (P54).
#pragma once

#include "core/assessment/components/ability.h"
#include "core/assessment/components/contest.h"
#include "core/assessment/components/direct.h"
#include "core/assessment/components/process.h"
#include "core/assessment/components/review.h"
#include "core/assessment/components/work_record.h"

namespace kaogong::components {

using FormRules = std::variant<ReviewForm, WorkRecordForm, ProcessForm, DirectForm, ContestForm, AbilityForm>;
struct ComponentForm {
    FormIdentity identity;
    FormRules rules;
    Method method() const;
    bool operator==(const ComponentForm&) const = default;
};
// In the order of FormRules; a special ability's record is its entries, a contest's the list of its contestants.
using ComponentRecord = std::variant<ReviewRecord, WorkRecord, ProcessRecord, DirectRecord, std::vector<Contestant>, SheetEntries>;

FormFaults check_form(const ComponentForm& form);
// The score sheet within, or null.
const ScoreSheet* sheet_of(const ComponentForm& form);
// What the outcome asks of this component: full marks and pass mark. A vote's mark is its share, cut, since the vote itself is decided
// exactly by the form.
ComponentRule rule_of(const ComponentForm& form);

struct Scored {
    std::string number; // of a contestant; else empty
    ComponentScore score;
    bool passed = false; // by the form alone; the outcome decides about the candidate
};
// Errors: record_misfits where the record is another method's, and those of the method.
Result<std::vector<Scored>> score_form(const ComponentForm& form, const ComponentRecord& record);

} // namespace kaogong::components
