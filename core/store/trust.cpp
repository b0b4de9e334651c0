// Keeping and replacing the trust bundle.
#include "core/store/trust.h"

#include "core/record/entry_bodies.h"

namespace kaogong::store {

Result<Bytes> Trust::encoded() {
    Stmt row = TRY(db_.query("select content from facts where name = 'bundle'"));
    return TRY(row.next()) ? row.bytes(0) : Bytes();
}

// Each bundle that brought another root set was signed by enough of the old roots and of the new; together they are the way from the set of
// the enrolment to the present one.
Result<void> Trust::follow_changes_of_roots() {
    Stmt rows = TRY(db_.query("select content from facts where name like 'root bundle %' order by number"));
    while (TRY(rows.next())) roots_ = TRY(record::verify_bundle(rows.blob(0), roots_, ledger_.device().suite())).roots;
    return success();
}

Result<void> Trust::load() {
    TRY(follow_changes_of_roots());
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
    if (candidate.roots != roots_) {
        TRY(db_.run("insert into facts (name, number, content) values ('root bundle ' || ?, ?, ?)", candidate.version, candidate.version,
                    encoded));
    }
    TRY(tx.commit());
    roots_ = candidate.roots;
    bundle_ = std::move(candidate);
    return success();
}

} // namespace kaogong::store
