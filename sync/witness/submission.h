// What a log asks of a witness (C2SP tlog-witness, add-checkpoint): a checkpoint, the size that the witness saw last, and the proof that
// leads from one to the other. Text in, text out; nothing is judged here.
#pragma once

#include "core/record/merkle.h"

#include <optional>
#include <string>
#include <string_view>

namespace kaogong::witness {

inline constexpr std::size_t kProofLinesMax = 63;              // tlog-witness: a client must not send more
inline constexpr std::uint32_t kSubmissionBytesMax = 8u << 10; // 63 hashes of 45 bytes, and a note

struct Submission {
    std::uint64_t old_size = 0;
    record::HashPath proof;
    std::string note;
    // Where the sender read the whole tree: its root at the old size. A proof from there is the log's own word; text never carries it.
    std::optional<Hash> old_root;
};
Result<Submission> decode_submission(std::string_view body); // witness_request_malformed

} // namespace kaogong::witness
