// The file of a sitting's answers as it leaves the terminal at hand-in: all responses as they stood, and every event that led there, sealed with age to the
// bureau's response key. From its hash in the signed record nobody can learn an answer; with the bureau's key anyone can mark the paper again.
#pragma once

#include "core/assessment/response.h"
#include "core/record/age/keys.h"

#include <vector>

namespace kaogong::record {

struct Submission {
    SittingId sitting;
    CandidateRef candidate;
    std::vector<assessment::ItemResponse> responses; // of answered items, in the candidate's order
    std::vector<Bytes> events;                       // the journal, each event as the journal's own codec wrote it
    bool operator==(const Submission&) const = default;
};

inline constexpr std::size_t kSubmissionSizeMax = 16u << 20; // sealed

// { 1: version, 2: sitting, 3: candidate, 4: [ * [item, form 1 options 2 number 3 text, value] ], 5: [ * event bytes ] }
Result<Bytes> encode_submission(const Submission& submission);
Result<Submission> decode_submission(ByteView bytes);

Result<Bytes> seal_submission(const Submission& submission, const age::Recipient& bureau, Random& random);
Result<Submission> open_submission(ByteView file, const age::Identity& bureau);

} // namespace kaogong::record
