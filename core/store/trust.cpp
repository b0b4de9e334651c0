// Keeping and replacing the trust bundle.
#include "core/store/trust.h"

#include "core/record/entry_bodies.h"

namespace kaogong::store {

Result<Bytes> Trust::encoded() {
    Stmt row = TRY(db_.query("select content from facts where name = 'bundle'"));
    return TRY(row.next()) ? row.bytes(0) : Bytes();
}

Result<void> Trust::load() {
    const Bytes stored = TRY(encoded());
    if (!stored.empty()) bundle_ = TRY(record::verify_bundle(stored, roots_, ledger_.device().suite()));
    return success();
}

Result<void> Trust::accept(ByteView encoded) {
    record::Bundle candidate = TRY(record::verify_bundle(encoded, roots_, ledger_.device().suite()));
    const auto highest = TRY(db_.integer(0, "select number from facts where name = 'bundle'"));
    TRY(record::may_replace(candidate, highest, roots_.environment));
    if (candidate.version == highest && equal(encoded, TRY(this->encoded()))) return success();
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    const record::VersionBody body{.version = candidate.version, .content = record::sha256(encoded)};
    TRY(tx.append(record::EventType::bundle_accepted, record::encode_body(body)));
    TRY(db_.run("insert or replace into facts (name, number, content) values ('bundle', ?, ?)", candidate.version, encoded));
    TRY(tx.commit());
    // A new root set that old and new roots signed for is pinned from now on; it lies in the bundle itself.
    bundle_ = std::move(candidate);
    return success();
}

} // namespace kaogong::store
