// All that the store knows of one person for outcomes, and the rules that count for an occupation, level and day.
#pragma once

#include "sync/bureau/outcome/gather.h"

namespace kaogong::bureau::outcome {

// Results of candidates that wait at the desk of what was put aside.
using AsideResults = std::map<CandidateRef, std::vector<AsideComponent>>;
Result<AsideResults> aside_results(Store& store); // the first kAsideMax

// The person's mark, or a hash of the reference where no document was known.
Result<Hash> subject_of(RegistryStore& registry, const CandidateRef& candidate);

struct SubjectPart { // occupation and level
    std::string occupation;
    int level = 0;
    auto operator<=>(const SubjectPart&) const = default;
};
struct PersonFile {
    Hash subject;
    std::map<SubjectPart, std::vector<Descent>> parts;
    std::vector<OutcomeNoteRow> notes;
    std::map<Hash, CitedResult> cited; // results that notes name
    std::vector<AsideComponent> aside;
};
Result<PersonFile> open_person(Store& store, const AsideResults& aside, const Hash& subject, const CandidateRef& candidate);

struct ActiveRules {
    Hash hash;
    bank::OutcomeFile file;
};
// The rules that count on a day: the ones that were entered last of those that had begun to apply.
class RulesShelf {
  public:
    explicit RulesShelf(OutcomeStore& store) : store_(store) {}
    Result<const ActiveRules*> find(const std::string& occupation, int level, std::int64_t at_ms); // outcome_rules_missing

  private:
    Result<const std::vector<OutcomeRulesRow>*> rows_of(const std::string& occupation, int level);
    Result<const ActiveRules*> parsed(const OutcomeRulesRow& row);

    OutcomeStore& store_;
    std::map<std::pair<std::string, int>, std::vector<OutcomeRulesRow>> rows_;
    std::map<Hash, ActiveRules> parsed_;
};

} // namespace kaogong::bureau::outcome
