// Where facts for signals come from: the bureau's own store, or a folder of ledgers and parcels as anybody entitled may hold them. Both
// ways lead to the same signals and the same score.
#pragma once

#include "core/base/file.h"
#include "sync/bureau/signals/integrity.h"
#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

struct CentreReport {
    CentreId centre;
    std::string name; // as the registry has it; empty where only ledgers are at hand
    std::size_t terminals = 0;
    std::uint64_t entries = 0; // that were looked at
    std::uint64_t results = 0;
    std::vector<signals::Signal> found;
    signals::Integrity integrity;
};

// The period that counts ends with `until_ms`: whoever computes a score again names the same.
std::int64_t period_begin_ms(std::int64_t until_ms);
CentreReport report_of(const signals::CentreFacts& facts, std::string name);

Result<signals::CentreFacts> facts_of_centre(Store& store, const record::Bundle& bundle, const CentreId& centre, std::int64_t since_ms);

// Of every *.kgp file in the folder. Each ledger is verified from its first entry on, as far as it reaches without a gap; what cannot be
// believed is told by the code of its fault and left out. ledgers_missing when nothing is left. By centre.
struct FolderFacts {
    std::vector<signals::CentreFacts> centres;
    std::vector<std::pair<Path, Error>> faults;
};
Result<FolderFacts> facts_of_folder(const Path& folder, const record::Bundle& bundle, std::int64_t since_ms);

} // namespace kaogong::bureau
