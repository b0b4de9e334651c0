// The operation tests of sessions, opened from their packages by the bureau's response key: which score sheet a result was made on, and who
// had it at which station. Names, roster and examiners' keys are left behind.
#pragma once

#include "core/record/operation_content.h"
#include "core/record/package.h"
#include "sync/bureau/marking/papers.h"

#include <map>

namespace kaogong::bureau::marking {

class OperationPapers {
  public:
    // Errors: those of reading a package and its part, age_no_match; its days are no matter here. A package without an operation test adds
    // nothing.
    Result<void> add(ByteView package, const record::Bundle& bundle, Readers readers);

    const practical::ScoreSheet* find_sheet(const record::ResultSubject& subject) const;
    // Of a spec; `task` is the sheet's id, or empty for all. Sheets of one id may differ, in their gauges for one.
    std::vector<const practical::ScoreSheet*> sheets_of(const Hash& spec, const std::string& task) const;
    const practical::ScoreSheet* sheet_of(const CandidateRef& candidate) const; // where the package places the candidate, or null
    std::optional<int> station_of(const SessionId& session, const CandidateRef& candidate) const;

  private:
    using Task = std::pair<Hash, Hash>; // spec and sheet, as results name them
    struct Place {
        SessionId session;
        Task task;
        int station = 0;
    };
    std::map<Task, practical::ScoreSheet> sheets_;
    std::map<CandidateRef, Place> places_;
};

} // namespace kaogong::bureau::marking
