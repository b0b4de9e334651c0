// Special ability 专项职业能力考核 (P22): one ability with its own specification and no ladder of levels; a practical score sheet and
// nothing else. Modules are its units, with ids that stay, so that credits and exemptions can refer to them (P24).
#pragma once

#include "core/assessment/components/component.h"

namespace kaogong::components {

struct AbilityForm {
    ScoreSheet sheet; // its level is never looked at
    bool operator==(const AbilityForm&) const = default;
};

FormFaults check_ability(const FormIdentity& identity, const AbilityForm& form);
// Errors: rows_unseen, spread_open, record_misfits, those of score_sheet.
Result<ComponentScore> score_ability(const AbilityForm& form, const SheetEntries& entries);

} // namespace kaogong::components
