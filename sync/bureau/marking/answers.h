// What a candidate answered, from the file that was sealed at hand-in: found by the hash in the signed record, opened with the response
// key, and held against its own journal.
#pragma once

#include "core/assessment/exceptions.h"
#include "core/record/submission.h"
#include "sync/bureau/descent.h"
#include "sync/bureau/marking/papers.h"

namespace kaogong::bureau::marking {

struct OpenedAnswers {
    std::vector<assessment::ItemResponse> responses; // of answered items
    std::optional<assessment::OutcomeCode> end_code; // where staff ended the sitting; an unmarked record does not say it
};
// Errors: answers_missing (not in the store), age_no_match, age_payload_damaged and the other codes of a sealed file, the codes of the
// submission's form, answers_foreign (of another candidate), answers_contradict (not what its journal leads to).
Result<OpenedAnswers> open_answers(IntakeStore& intake, const AcceptedRecord& accepted, Readers readers);

} // namespace kaogong::bureau::marking
