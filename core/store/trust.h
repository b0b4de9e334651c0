// The trust bundle in force on this terminal. It is verified again whenever it is loaded: against the root set pinned at enrolment, or
// against those that old and new roots together put in its place, one bundle after the other. A lower version than was ever recorded is
// refused, and taking a new one is a ledger entry.
#pragma once

#include "core/record/bundle.h"
#include "core/store/ledger.h"

namespace kaogong::store {

class Trust {
  public:
    Trust(Db& db, Ledger& ledger, record::RootSet roots) : db_(db), ledger_(ledger), roots_(std::move(roots)) {}

    // Reads what is stored and follows every change of roots since enrolment; none is stored before the first accept().
    Result<void> load();
    // The version that is in force already, byte for byte, is a success without an entry. Errors: those of verify_bundle and may_replace.
    Result<void> accept(ByteView encoded);

    bool has_bundle() const { return bundle_.has_value(); }
    const record::Bundle& bundle() const { // CHECKs that there is one
        CHECK(bundle_.has_value());
        return *bundle_;
    }
    std::int64_t version() const { return bundle_ ? bundle_->version : 0; }
    Result<Bytes> encoded();
    const record::RootSet& roots() const { return roots_; } // pinned now

  private:
    Result<void> follow_changes_of_roots();

    Db& db_;
    Ledger& ledger_;
    record::RootSet roots_;
    std::optional<record::Bundle> bundle_;
};

} // namespace kaogong::store
