// `bank import`: files into a bank, with a report that an author can work through. A file with mistakes gives its good items and lists the
// others; importing it again changes nothing.
#pragma once

#include "sync/bank/store/bank_store.h"

namespace kaogong::bank {

struct ImportedFile {
    std::string path;
    std::string format; // `toml`
    std::int64_t imported = 0;
    std::int64_t unchanged = 0;
    Faults rejected;
};
enum class ImportFormat { detect, toml };

// Errors only where the bank itself fails; what is wrong with a file is in its report.
Result<ImportedFile> import_file(BankStore& store, const Path& path, ImportFormat format = ImportFormat::detect);

// ---- What a bank as a whole must keep to: stimuli complete, items and pictures there, ItemPool willing.
Result<Faults> check_bank(BankStore& store);

} // namespace kaogong::bank
