#include "core/assessment/components/ability.h"

#include "core/base/codes/practical.h"

namespace kaogong::components {

FormFaults check_ability(const FormIdentity& identity, const AbilityForm& form) {
    FormFaults faults;
    if (identity.level) faults.push_back({{}, 0, "occupation", codes::form_rule, "level"});
    for (std::size_t i = 0; i < form.sheet.modules.size(); ++i)
        // What was drawn by lot would make two certificates of one ability mean different things.
        if (form.sheet.modules[i].choice != practical::ModuleChoice::mandatory)
            faults.push_back({"module", i, "choice", codes::form_rule, {}});
    return faults;
}

Result<ComponentScore> score_ability(const AbilityForm& form, const SheetEntries& entries) {
    TRY(check_judges(form.sheet, entries, static_cast<std::size_t>(form.sheet.judges_min)));
    const SheetScore score = TRY(score_sheet(form.sheet, entries));
    ComponentScore made;
    made.component = TRY(component_of(Method::special_ability, score));
    tell_sheet(form.sheet, score, made.working);
    return made;
}

} // namespace kaogong::components
