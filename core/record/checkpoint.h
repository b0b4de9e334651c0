// Checkpoints of the bureau's log as C2SP signed notes (tlog-checkpoint): origin, size and root in three lines, then one signature line by
// the log's note key and any by witnesses. A note may in general carry lines that nobody knows, and the one that the log publishes may; in
// our own files it may not, so that no byte goes unchecked.
#pragma once

#include "core/record/bundle.h"
#include "core/record/merkle.h"
#include "core/record/note.h"

namespace kaogong::record {

struct Checkpoint {
    std::string origin; // name of the log and of its note key, e.g. `bureau.example/log/2026`
    std::uint64_t size = 0;
    Hash root;
    bool operator==(const Checkpoint&) const = default;
};

// A witness saw this head of the log, and none that contradicts it.
struct Cosignature {
    std::string name; // of the witness, the label of its certificate
    KeyId key_id;
    std::int64_t at_s = 0;
};
struct VerifiedCheckpoint : Checkpoint {
    KeyId log_key;
    std::vector<Cosignature> cosignatures;
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
// As a witness reads it: of a log that is known by its key alone. The key's name is the origin; a line by it must be there
// (signature_missing) and every one must verify (signature_bad); other lines are ignored, and extension lines may follow the root.
Result<Checkpoint> open_checkpoint(std::string_view note, const NoteKey& log);
// The first signature must be by the bundle's checkpoint key labelled with the origin, every further one by a witness of the bundle whose
// certificate was good when it cosigned.
Result<VerifiedCheckpoint> verify_checkpoint(std::string_view note, const Bundle& bundle, std::int64_t at_ms,
                                             const Suite& suite = standard_suite());
// The checkpoint that the log publishes: the log's signature must be there, a line that is by a key of the bundle must verify, lines by
// anybody else are ignored. It states no time of its own: the log's certificate is judged at the first cosignature, or as of its beginning.
Result<VerifiedCheckpoint> verify_published_checkpoint(std::string_view note, const Bundle& bundle, const Suite& suite = standard_suite());

// The keys of notes that a bundle names; key_invalid only where it holds a key that is none.
Result<std::vector<NoteKey>> note_keys(const Bundle& bundle, Role role, const Suite& suite = standard_suite());

} // namespace kaogong::record
