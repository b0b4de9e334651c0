// Marking at the bureau, where the response key is and the network is not: it needs a copy of the store and the packages, and changes
// neither. What was not marked on the spot gets a result signed by the markers, which names the submission by hash; what a terminal marked
// is marked again, and every item compared. A difference is told and never put right by itself.
#pragma once

#include "sync/bureau/descent.h"
#include "sync/bureau/marking/markers.h"
#include "sync/bureau/marking/papers.h"

namespace kaogong::bureau::marking {

enum class MarkOutcome : std::uint8_t { made = 1, agrees, differs, failed };

struct ItemDifference {
    record::ItemResult stated; // in the record
    record::ItemResult found;  // by this marking
};
struct MarkedResult {
    CandidateRef candidate;
    Hash record; // the submission, or the result that was compared
    MarkOutcome outcome = MarkOutcome::failed;
    std::optional<record::ResultScore> stated; // absent in a submission
    record::ResultScore found;
    std::vector<ItemDifference> differences;
    std::optional<MadeResult> made;
    std::optional<Error> why; // where it failed: the others went on
};

struct MarkingDesk {
    Store& store;
    Readers readers;
    const std::vector<Marker>& markers; // none: only what terminals marked is compared, and submissions fail
    std::int64_t wall_ms = 0;
};
// All theory results and submissions of the paper's session, but void ones. An error is one of the store; whatever is wrong with one result
// stands beside it: the codes of open_answers, paper_not_given (of another paper), those of marking and signing.
Result<std::vector<MarkedResult>> mark_session(const MarkingPaper& paper, const MarkingDesk& desk);

} // namespace kaogong::bureau::marking
