// What leaves the terminal of a candidate's answers: one age file to the bureau's response key, holding every response as it stood at
// hand-in and the journal that led to it. The record carries the file's SHA-256 as evidence (key 11), so the bureau marks what was signed.
#pragma once

#include "core/assessment/response.h"
#include "core/base/limits.h"
#include "core/record/age/file.h"

namespace kaogong::record {

struct HandIn {
    SittingId sitting;
    CandidateRef candidate; // no name, no number
    Hash spec;
    Hash paper;
    std::vector<assessment::ItemResponse> responses; // of every item, in the candidate's order
    std::vector<Bytes> events;                       // the journal in clear, oldest first, each as the store encoded it
    bool operator==(const HandIn&) const = default;
};
inline constexpr std::size_t kHandInEventMax = 64u << 10; // bytes of one

Result<Bytes> encode_hand_in(const HandIn& hand_in); // holds answers in clear
Result<HandIn> decode_hand_in(ByteView bytes);       // errors: those of cbor.h, hand_in_malformed

struct SealedHandIn {
    Bytes file;
    Hash hash; // SHA-256 of the file
};
Result<SealedHandIn> seal_hand_in(const HandIn& hand_in, const age::Recipient& bureau, Random& random);
Result<HandIn> open_hand_in(ByteView file, const age::Identity& bureau);

} // namespace kaogong::record
