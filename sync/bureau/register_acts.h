// Entering something into a register of the bureau: the entry is signed by the intake key and its hash becomes a leaf of the log, within
// the caller's transaction, which holds the log.
#pragma once

#include "core/record/register_act.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

struct RegisterDesk {
    Store& store;
    const Authority& authority;
    std::int64_t wall_ms = 0;
    std::string by; // who enters it
};
struct KeptEntry {
    Bytes act;
    Hash hash;
    std::uint64_t log_index = 0;
};
using RegisterEntry = decltype(record::RegisterAct::what);
Result<KeptEntry> keep_entry(const RegisterDesk& desk, RegisterEntry entry); // record_value_invalid, those of the log

// The entry of one kind, verified.
template <typename Entry> struct VerifiedEntry {
    std::string by;
    std::int64_t at_ms = 0;
    Entry entry;
};
template <typename Entry> Result<VerifiedEntry<Entry>> open_entry(ByteView act, const record::Bundle& bundle) {
    record::RegisterAct opened = TRY(record::verify_register_act(act, bundle));
    auto* entry = std::get_if<Entry>(&opened.what);
    CHECK(entry != nullptr); // the store keeps each kind in a table of its own
    return VerifiedEntry<Entry>{.by = std::move(opened.by), .at_ms = opened.at_ms, .entry = std::move(*entry)};
}

} // namespace kaogong::bureau
