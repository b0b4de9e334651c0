#include "sync/bureau/marking/operation_papers.h"

#include "core/record/scoring_codec.h"

namespace kaogong::bureau::marking {

Result<void> OperationPapers::add(ByteView package, const record::Bundle& bundle, Readers readers) {
    const OpenedPackage opened = TRY(open_package(package, bundle));
    if (opened.sealed.operation.empty()) return success();
    const record::OperationPart part = TRY(open_with_any(readers, [&](const record::age::Identity& identity) {
        return record::open_operation_part(opened.sealed, identity, opened.manifest.not_before_ms);
    }));
    std::map<std::string, Task> tasks;
    for (const practical::ScoreSheet& sheet : part.sheets) {
        const Hash hash = TRY(record::sheet_hash(sheet));
        const Task task{opened.manifest.spec, hash};
        tasks.emplace(sheet.id, task);
        sheets_.emplace(task, sheet);
    }
    // That each candidate's sheet is there was seen to when the part was opened.
    for (const record::OperationCandidate& row : part.candidates)
        places_[row.candidate] = {.session = opened.manifest.session, .task = tasks.at(row.sheet), .station = row.station};
    return success();
}

const practical::ScoreSheet* OperationPapers::find_sheet(const record::ResultSubject& subject) const {
    const auto found = sheets_.find({subject.spec, subject.paper});
    return found == sheets_.end() ? nullptr : &found->second;
}

std::vector<const practical::ScoreSheet*> OperationPapers::sheets_of(const Hash& spec, const std::string& task) const {
    std::vector<const practical::ScoreSheet*> found;
    for (const auto& [key, sheet] : sheets_)
        if (key.first == spec && (task.empty() || sheet.id == task)) found.push_back(&sheet);
    return found;
}

const practical::ScoreSheet* OperationPapers::sheet_of(const CandidateRef& candidate) const {
    const auto place = places_.find(candidate);
    return place == places_.end() ? nullptr : &sheets_.at(place->second.task);
}

std::optional<int> OperationPapers::station_of(const SessionId& session, const CandidateRef& candidate) const {
    const auto place = places_.find(candidate);
    if (place == places_.end() || place->second.session != session) return std::nullopt;
    return place->second.station;
}

} // namespace kaogong::bureau::marking
