// What markers made comes back to the bureau that serves, and into its log: each record gets a leaf and a receipt like a terminal's result.
// The leaf's second hash, a terminal's entry elsewhere, is that of the signed record itself.
#pragma once

#include "sync/bureau/authority.h"
#include "sync/bureau/store/store.h"

#include <map>

namespace kaogong::bureau::marking {

struct Entered {
    Hash record;
    bool before = false; // it was there; nothing changed
    Bytes proof;         // of the record in the log as it now stands
};
using RuleFiles = std::map<Hash, Bytes>; // re-mark rules by their hash, kept with the first record that names one

// In one transaction. Errors: those of verify_result; record_not_made_here (not signed by markers alone, of another kind, or not true to
// the record that it refers to), record_earlier_unknown, record_replaced, record_id_reused, record_evidence_missing, amendment_signers.
Result<Entered> enter_record(Store& store, const Authority& authority, ByteView signed_result, const RuleFiles& rules,
                             std::int64_t wall_ms);

} // namespace kaogong::bureau::marking
