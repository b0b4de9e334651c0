#include "sync/bureau/outcome/person.h"

#include "core/base/codes/outcome.h"
#include "core/record/signed_result.h"

#include <algorithm>
#include <set>

namespace kaogong::bureau::outcome {
namespace {

// What became of a result that the bureau was told is retained.
Result<CitedResult> look_up(Store& store, const Hash& hash) {
    CitedResult cited;
    cited.record = TRY(find_accepted(store, hash));
    if (!cited.record) return cited;
    cited.standing = practical::RetainedStanding::stands;
    for (const Descent& descent : TRY(descents_of_person(store, cited.record->record.candidate))) {
        if (!descent.holds(hash) || descent.standing().hash == hash) continue;
        cited.standing = descent.is_void() ? practical::RetainedStanding::voided : practical::RetainedStanding::superseded;
    }
    return cited;
}

Result<void> add_of(Store& store, const AsideResults& aside, PersonFile& person, const CandidateRef& reference) {
    for (OutcomeNoteRow& note : TRY(store.outcomes().notes_of(reference))) person.notes.push_back(std::move(note));
    if (const auto waiting = aside.find(reference); waiting != aside.end())
        person.aside.insert(person.aside.end(), waiting->second.begin(), waiting->second.end());
    return success();
}

} // namespace

Result<AsideResults> aside_results(Store& store) {
    AsideResults results;
    for (const JudgedRow& row : TRY(store.intake().aside())) {
        const auto opened = record::open_result(row.record);
        if (!opened.ok()) continue; // nothing can be said of whom it is about
        const record::ResultRecord& record = opened->record;
        results[record.candidate].push_back(
            {.batch = {record.plan.organisation, record.plan.plan}, .method = method_of(record.kind), .code = static_cast<Code>(row.code)});
    }
    return results;
}

Result<Hash> subject_of(RegistryStore& registry, const CandidateRef& candidate) {
    const auto row = TRY(registry.candidate_with(candidate));
    if (row && row->person) return *row->person;
    Bytes named = to_bytes(view("kaogong subject 1"));
    named.insert(named.end(), candidate.bytes.begin(), candidate.bytes.end());
    return record::sha256(named);
}

Result<PersonFile> open_person(Store& store, const AsideResults& aside, const Hash& subject, const CandidateRef& candidate) {
    PersonFile person{.subject = subject, .parts = {}, .notes = {}, .cited = {}, .aside = {}};
    std::set<CandidateRef> references{candidate};
    for (Descent& descent : TRY(descents_of_person(store, candidate))) {
        const record::ResultRecord& record = descent.first().record;
        references.insert(record.candidate);
        if (!method_of(record.kind)) continue;
        person.parts[{record.subject.occupation, record.subject.level}].push_back(std::move(descent));
    }
    for (const CandidateRef& reference : references) TRY(add_of(store, aside, person, reference));
    std::sort(person.notes.begin(), person.notes.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    for (const OutcomeNoteRow& note : person.notes)
        if (note.record) person.cited[*note.record] = TRY(look_up(store, *note.record));
    return person;
}

Result<const ActiveRules*> RulesShelf::find(const std::string& occupation, int level, std::int64_t at_ms) {
    const OutcomeRulesRow* newest = nullptr;
    const std::vector<OutcomeRulesRow>& rows = *TRY(rows_of(occupation, level));
    for (const OutcomeRulesRow& row : rows)
        if (row.from_ms <= at_ms) newest = &row;
    if (newest == nullptr) return error(codes::outcome_rules_missing, occupation + " level " + std::to_string(level));
    return parsed(*newest);
}

Result<const std::vector<OutcomeRulesRow>*> RulesShelf::rows_of(const std::string& occupation, int level) {
    const auto key = std::pair(occupation, level);
    auto found = rows_.find(key);
    if (found == rows_.end()) found = rows_.emplace(key, TRY(store_.rules_of(occupation, level))).first;
    return &found->second;
}

Result<const ActiveRules*> RulesShelf::parsed(const OutcomeRulesRow& row) {
    auto found = parsed_.find(row.hash);
    if (found == parsed_.end()) {
        auto file = TRY(bank::parse_outcome_file(row.file));
        found = parsed_.emplace(row.hash, ActiveRules{row.hash, std::move(file)}).first;
    }
    return &found->second;
}

} // namespace kaogong::bureau::outcome
