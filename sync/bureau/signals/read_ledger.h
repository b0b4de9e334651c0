// From a ledger's entries, one after the other, to facts. The entries' own signatures are the business of whoever brings them; those of
// results are looked at here, so that nothing enters a statistic that the bureau would not believe.
#pragma once

#include "core/record/bundle.h"
#include "sync/bureau/signals/facts.h"

namespace kaogong::bureau::signals {

inline constexpr std::size_t kEntriesMax = 5'000'000; // of one ledger within the period; later ones are left out

class LedgerReader {
  public:
    // Entries with an earlier wall time than `since_ms` are passed over.
    LedgerReader(const TerminalId& terminal, const record::Bundle& bundle, std::int64_t since_ms);

    // An entry of a type or version that this program does not know says nothing.
    void add(ByteView entry);
    LedgerFacts take() { return std::move(facts_); }

  private:
    void note(const record::Entry& entry, const EntryFact& at);
    void note_boot(const record::Entry& entry);
    void note_result(const record::Entry& entry, const EntryFact& at);

    const record::Bundle& bundle_;
    std::int64_t since_ms_;
    LedgerFacts facts_;
    std::uint32_t boot_ = 0;
    BootId boot_id_;
};

} // namespace kaogong::bureau::signals
