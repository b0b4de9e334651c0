// The names under which rows lie in the store. All of them lead with the centre: a store that is spread over machines by centre then knows
// from the name alone which machine to ask.
#pragma once

#include "core/base/random.h"

namespace kaogong::bureau {

struct LedgerKey {
    CentreId centre;
    TerminalId terminal;
};

struct ParcelKey {
    CentreId centre;
    Hash id;
};

struct BlobKey {
    CentreId centre;
    Hash hash;
};

struct IndexRange {
    std::uint64_t from = 0;
    std::uint64_t to = 0; // not included
};

} // namespace kaogong::bureau
