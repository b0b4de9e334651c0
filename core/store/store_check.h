// The whole of a terminal's database, looked at in slices for moments when nobody waits: what SQLite knows of its own structure, table by
// table, then the ledger from its first entry, every signature and root. A start verifies only the ledger's tail; a byte that rotted in the
// middle would otherwise be found by the bureau, days later. It changes nothing and takes up again where it was, so that sittings may come
// in between.
#pragma once

#include "core/store/ledger.h"

#include <string>
#include <vector>

namespace kaogong::store {

class StoreCheck {
  public:
    StoreCheck(Db& db, Ledger& ledger) : db_(db), ledger_(ledger), tree_(ledger.device().suite()) {}

    // Looks at one slice, a table or kEntriesOfSlice entries; true when all has been seen. After an error it is not to be asked again.
    // Errors: store_corrupt, ledger_broken, store_io_error.
    Result<bool> next();

    static constexpr std::uint64_t kEntriesOfSlice = 128; // some ten milliseconds of signatures

  private:
    Result<void> find_tables();
    Result<bool> next_entries();

    Db& db_;
    Ledger& ledger_;
    std::vector<std::string> tables_; // still to be looked at
    bool tables_found_ = false;
    record::MerkleTree tree_; // of the entries that were found good
};

} // namespace kaogong::store
