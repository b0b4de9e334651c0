#include "core/store/store_check.h"

#include "core/base/codes/store.h"

namespace kaogong::store {
namespace {

// What an entry itself can be faulted for (a signature, a place) has sentences for a file that came from elsewhere; of the own ledger there
// is but one thing to say, and the finding goes into the context.
Error as_own_ledger(const Error& found) {
    for (const Code as_it_is : {codes::ledger_broken, codes::store_corrupt, codes::store_io_error})
        if (found.code == as_it_is) return found;
    return error(codes::ledger_broken, code_text(found.code) + " " + found.context);
}

} // namespace

Result<bool> StoreCheck::next() {
    if (!tables_found_) {
        TRY(find_tables());
        return false;
    }
    if (tables_.empty()) return next_entries();
    TRY(db_.check_table(tables_.back()));
    tables_.pop_back();
    return false;
}

Result<void> StoreCheck::find_tables() {
    // sqlite_schema stands for itself and for the list of free pages.
    tables_ = {"sqlite_schema"};
    Stmt rows =
        TRY(db_.query("select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name"));
    while (TRY(rows.next())) tables_.push_back(rows.string(0));
    tables_found_ = true;
    return success();
}

Result<bool> StoreCheck::next_entries() {
    const auto at_end = ledger_.check_next(tree_, kEntriesOfSlice);
    if (!at_end) return as_own_ledger(at_end.error());
    return *at_end;
}

} // namespace kaogong::store
