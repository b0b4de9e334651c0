// The one intake rule of records.md, pure: does this parcel follow on what is held of the terminal's ledger, repeat it, leave a gap, or
// contradict it? A late, early, repeated or re-cut parcel is never an alarm; two different things in one place always are.
#pragma once

#include "core/record/parcel.h"

#include <vector>

namespace kaogong::bureau {

// The place of an entry by its own statement. Read apart from the rest, so that an entry of a type or version that this program does not
// know is still stored in its place.
struct EntryPlace {
    TerminalId terminal;
    std::uint64_t index = 0;
    Hash root_before;
};

// A parcel's entries, each in the place that the head says, and the hash of each. The head's signature covers their bytes, so whether the
// device signed each of them as well is another question, asked behind the answer (entry_prover.h): it would cost as much as all else.
struct PlacedEntries {
    std::vector<EntryPlace> places;
    std::vector<Hash> leaves;
};
class EntryPlacer {
  public:
    explicit EntryPlacer(const record::Parcel& parcel);
    // The next one, with what it is where this program can tell. ledger_index_wrong, ledger_terminal_wrong, ledger_root_wrong when the parcel
    // contradicts itself: that is no fork but a parcel that cannot be.
    Result<void> add(ByteView entry, const Result<record::SignedEntry>& decoded);
    PlacedEntries take() { return std::move(placed_); }

  private:
    const record::ParcelHead& head_;
    PlacedEntries placed_;
};

struct Held {
    const record::MerkleTree& tree;   // the ledger as held; its size is S
    const std::vector<Hash>& overlap; // leaf hashes of what is held from the parcel's first entry on, as far as the parcel reaches
};

struct Following {
    enum class Kind { follows, forks } kind = Kind::follows;
    std::uint64_t fork_index = 0;  // of `forks`: the first place where both differ
    std::size_t new_from = 0;      // of `follows`: which of the parcel's entries is the first that is not held yet; its count when none is
    record::MerkleTree tree;       // of `follows`: the ledger with them
};

// For a parcel whose first entry is at most S and whose head's signature has been verified. ledger_root_wrong, parcel_root_wrong.
Result<Following> follow(const record::ParcelHead& head, const PlacedEntries& entries, const Held& held);

} // namespace kaogong::bureau
