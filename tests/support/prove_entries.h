// All entries that a bureau holds, proved at once, as its idle moments would do it.
#pragma once

#include "sync/bureau/entry_prover.h"

namespace kaogong::test {

// How many runs were looked at.
inline Result<std::size_t> prove_entries(bureau::Store& store, std::int64_t wall_ms) {
    bureau::EntryProver prover(store);
    std::size_t runs = 0;
    while (const auto run = TRY(prover.next())) {
        TRY(prover.keep(bureau::EntryProver::prove(*run), wall_ms));
        ++runs;
    }
    return runs;
}

} // namespace kaogong::test
