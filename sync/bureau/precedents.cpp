#include "sync/bureau/precedents.h"

#include "core/record/answer.h"
#include "core/record/signed_result.h"
#include "core/record/suite.h"

#include <algorithm>

namespace kaogong::bureau {

Result<Precedents> Precedents::gather(Store& store, const std::vector<Question>& questions) {
    Precedents precedents;
    std::vector<RecordId> ids;
    std::set<CandidateRef> candidates;
    for (const Question& question : questions) {
        ids.push_back(question.id);
        candidates.insert(question.candidate);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const JudgedRow& row : TRY(store.intake().judged_with_record_ids(ids)))
        precedents.held_.emplace(*row.record_id, Held{.record_hash = row.record_hash, .verdict = row.verdict});
    const auto made = TRY(store.made().made_among(ids));
    precedents.made_.insert(made.begin(), made.end());
    TRY(precedents.gather_people(store, candidates));
    return precedents;
}

Result<void> Precedents::gather_people(Store& store, const std::set<CandidateRef>& candidates) {
    for (const KnownCandidate& known : TRY(store.registry().known_among({candidates.begin(), candidates.end()})))
        people_.emplace(known.reference, name_of(known));
    // One candidate of each person: the others would be answered with the same rows.
    std::map<Hash, CandidateRef> asked;
    for (const auto& [candidate, person] : people_) asked.emplace(person, candidate);
    std::vector<CandidateRef> some;
    for (auto next = asked.begin(); next != asked.end();) {
        some.push_back(next->second);
        if (++next != asked.end() && some.size() < kPeopleAskedMax) continue;
        for (const PersonsRow& each : TRY(store.intake().accepted_of_people(some))) {
            auto record = record::read_kept_record(each.row.record);
            if (record.ok()) add_accepted(people_.at(each.candidate), *each.row.record_hash, std::move(*record));
        }
        some.clear();
    }
    return success();
}

// Whose document is not known is a person of its own. The reference stands for it as a hash, which no document's mark is.
Hash Precedents::name_of(const KnownCandidate& candidate) {
    return candidate.person ? *candidate.person : record::sha256(candidate.reference.view());
}

// Without the items: nobody asks for them, and they are most of it.
void Precedents::add_accepted(const Hash& person, const Hash& hash, record::ResultRecord record) {
    record.items.clear();
    accepted_.emplace(person, EarlierRecord{.hash = hash, .record = std::move(record)});
}

std::vector<Precedents::Held> Precedents::with_id(const RecordId& id) const {
    std::vector<Held> held;
    const auto [first, last] = held_.equal_range(id);
    for (auto at = first; at != last; ++at) held.push_back(at->second);
    return held;
}

std::vector<EarlierRecord> Precedents::accepted_of(const CandidateRef& candidate) const {
    std::vector<EarlierRecord> accepted;
    const auto person = people_.find(candidate);
    if (person == people_.end()) return accepted;
    const auto [first, last] = accepted_.equal_range(person->second);
    for (auto at = first; at != last; ++at) accepted.push_back(at->second);
    return accepted;
}

void Precedents::add(const JudgedRow& judged, record::ResultRecord record) {
    if (judged.record_id) held_.emplace(*judged.record_id, Held{.record_hash = judged.record_hash, .verdict = judged.verdict});
    if (judged.verdict != static_cast<int>(record::Verdict::accepted) || !judged.candidate || !judged.record_hash) return;
    if (const auto person = people_.find(*judged.candidate); person != people_.end())
        add_accepted(person->second, *judged.record_hash, std::move(record));
}

} // namespace kaogong::bureau
