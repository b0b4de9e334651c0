// The one intake rule of records.md, pure: does this parcel follow on what is held of the terminal's ledger, repeat it, leave a gap, or
// contradict it? A late, early, repeated or re-cut parcel is never an alarm; two different things in one place always are.
#pragma once

#include "core/record/parcel.h"

namespace kaogong::bureau {

struct Held {
    const record::MerkleTree& tree;   // the ledger as held; its size is S
    const std::vector<Hash>& overlap; // leaf hashes of what is held from the parcel's first entry on, as far as the parcel reaches
};

struct Following {
    enum class Kind { follows, forks } kind = Kind::follows;
    std::uint64_t fork_index = 0;      // of `forks`: the first place where both differ
    std::vector<ByteView> new_entries; // of `follows`: what is not held yet; may be none
    std::vector<Hash> new_leaves;
    record::MerkleTree tree; // of `follows`: the ledger with them
};

// For a parcel whose first entry is at most S and whose head's signature has been verified. signature_bad, ledger_index_wrong,
// ledger_root_wrong, ledger_terminal_wrong, parcel_root_wrong when the parcel contradicts itself: that is no fork but a parcel that cannot
// be.
Result<Following> follow(const record::Parcel& parcel, const record::PublicKey& device, const Held& held);

// The place of an entry by its own statement. Read apart from the rest, so that an entry of a type or version that this program does not
// know is still stored in its place.
struct EntryPlace {
    TerminalId terminal;
    std::uint64_t index = 0;
    Hash root_before;
};
// signature_bad when the device did not sign it.
Result<EntryPlace> verified_place(ByteView entry, const record::PublicKey& device);

} // namespace kaogong::bureau
