// Checkpoints of the bureau's log as C2SP signed notes (tlog-checkpoint): origin, size and root in three lines, then one signature line by
// the log's note key and any by witnesses. A note may in general carry lines that nobody knows; ours may not, so that no byte goes
// unchecked.
#pragma once

#include "core/record/bundle.h"
#include "core/record/merkle.h"

namespace kaogong::record {

struct Checkpoint {
    std::string origin; // name of the log and of its note key, e.g. `bureau.example/log/2026`
    std::uint64_t size = 0;
    Hash root;
    bool operator==(const Checkpoint&) const = default;
};

// The note with the log's own signature.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const KeyPair& note_key);
// Adds a witness's cosignature/v1 (C2SP tlog-cosignature) at that second.
struct Cosigner {
    std::string name;
    const KeyPair* key = nullptr;
    std::int64_t at_s = 0;
};
Result<std::string> cosign_checkpoint(const std::string& note, const Cosigner& cosigner);

// Form only: the three lines, and whatever signature lines follow.
Result<Checkpoint> decode_checkpoint(std::string_view note);
// The first signature must be by the bundle's checkpoint key labelled with the origin, every further one by a witness of the bundle.
Result<Checkpoint> verify_checkpoint(std::string_view note, const Bundle& bundle, std::int64_t at_ms,
                                     const Suite& suite = standard_suite());

} // namespace kaogong::record
