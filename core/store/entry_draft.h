// A ledger entry that goes into the transaction of the fact it records. Private to core/store.
#pragma once

#include "core/assessment/identity_check.h"
#include "core/record/entry.h"

namespace kaogong::store {

struct EntryDraft {
    record::EventType type;
    Bytes body;
};

inline std::string_view identity_act(assessment::IdentityCheck check) {
    switch (check) {
    case assessment::IdentityCheck::match: return "IDENTITY_MATCH";
    case assessment::IdentityCheck::doubt: return "IDENTITY_DOUBT";
    case assessment::IdentityCheck::mismatch: return "IDENTITY_MISMATCH";
    }
    return {};
}

} // namespace kaogong::store
