// Which of the results behind an outcome have taken the place of others, and by what decision: so that who asks why an outcome changed
// reads it beside the outcome.
#pragma once

#include "core/record/outcome_statement.h"
#include "sync/bureau/descent.h"

namespace kaogong::bureau::outcome {

struct AppliedCorrection {
    practical::Method method = practical::Method::theory;
    bool voided = false;
    record::AmendmentBasis basis = record::AmendmentBasis::clerical;
    std::string reason; // code of the decision
};
Result<std::vector<AppliedCorrection>> corrections_of(Store& store, const record::OutcomeStatement& statement);

std::string_view basis_word(record::AmendmentBasis basis);                        // `item_defect`
std::string correction_text(const AppliedCorrection& applied, Language language); // "theory corrected (item defect, 2026-17)"

} // namespace kaogong::bureau::outcome
