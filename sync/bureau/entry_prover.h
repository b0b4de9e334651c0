// Whether the device signed each entry of what was taken in, asked behind the answer. The head's signature covers the entries' bytes, so an
// answer need not wait for it; but whoever got at a terminal's disk and not at its key could have put an entry there that the terminal then
// sent along. Such a terminal is frozen like one that contradicts itself; its entries stay as the evidence, and a person decides.
//
// Each step belongs where it says. Nothing is lost when a step never comes: how far each terminal was looked at stands in the store.
#pragma once

#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

// A run of entries as one parcel brought them.
struct UnprovedRun {
    LedgerKey ledger;
    record::PublicKeyBytes key;
    Segment segment;
};
struct ProvedRun {
    LedgerKey ledger;
    std::uint64_t end = 0;               // entries before it were looked at
    std::optional<std::uint64_t> forged; // the first that is not the device's
};

class EntryProver {
  public:
    explicit EntryProver(Store& store) : store_(store) {}

    // On the store's thread: the next run, of each terminal in turn; nothing when all were looked at.
    Result<std::optional<UnprovedRun>> next();
    // On any thread: it needs no store.
    static ProvedRun prove(const UnprovedRun& run);
    // On the store's thread. A terminal with a forged entry is frozen.
    Result<void> keep(const ProvedRun& run, std::int64_t wall_ms);

  private:
    Store& store_;
    TerminalId last_;
};

} // namespace kaogong::bureau
