// `bank export`: a bank as the files that it could be imported from again, one an area, with their pictures.
#pragma once

#include "sync/bank/store/bank_store.h"

namespace kaogong::bank {

// Gives the files that were written. An export that is imported again changes nothing in the bank that it came from.
Result<std::vector<Path>> export_bank(BankStore& store, const Path& folder);

} // namespace kaogong::bank
