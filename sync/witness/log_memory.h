// What a witness remembers of one log: its key, the newest head that it cosigned, and evidence of heads that contradict it. One folder a
// log, DATA/logs/<H(origin)>/{log.vkey, head, evidence/}. A head is on the disk before its cosignature leaves the program. The file `head`
// is there from the first moment, empty: a witness that has lost its memory must say so, for one that began anew could cosign a fork.
#pragma once

#include "core/base/file.h"
#include "core/record/checkpoint.h"

#include <optional>

namespace kaogong::witness {

inline constexpr std::size_t kEvidenceFilesMax = 64; // of forks, each of which the log's own key has signed

struct SeenHead {
    record::Checkpoint checkpoint;
    std::string note; // with the log's signature and our cosignature
    std::int64_t at_s = 0;
};

enum class Evidence {
    fork,     // two signed heads that contradict each other: only the log can have made them
    shrunk,   // an older head: anybody can bring it, so only the newest is kept
    unproved, // a larger head whose proof does not lead there: likewise
};

class LogMemory {
  public:
    // Begins with nothing seen. A log that is followed already is left as it is; key_invalid for one of the same name and another key.
    static Result<void> begin(const Path& folder, const record::NoteKey& log);
    // Everything is checked again, our own signature included: witness_state_damaged.
    static Result<LogMemory> open(const Path& folder, const record::NoteKey& own);

    const record::NoteKey& log() const { return log_; }
    const std::optional<SeenHead>& head() const { return head_; }
    std::uint64_t size() const { return head_ ? head_->checkpoint.size : 0; }
    Hash root() const { return head_ ? head_->checkpoint.root : record::empty_root(); }

    // Synced, with its folder, when it returns.
    Result<void> keep(SeenHead head);
    // Both heads in one file; the same two never twice. That there is no room for more is no reason to go on differently.
    Result<void> keep_evidence(Evidence kind, std::string_view other_note) const;

  private:
    LogMemory(Path folder, record::NoteKey log) : folder_(std::move(folder)), log_(std::move(log)) {}

    Path folder_;
    record::NoteKey log_;
    std::optional<SeenHead> head_;
};

} // namespace kaogong::witness
