// A ledger entry that goes into the transaction of the fact it records. Private to core/store.
#pragma once

#include "core/record/entry.h"

namespace kaogong::store {

struct EntryDraft {
    record::EventType type;
    Bytes body;
};

} // namespace kaogong::store
