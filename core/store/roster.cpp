// Sealing, finding and destroying of roster rows.
#include "core/store/roster.h"

#include "core/record/entry_bodies.h"

namespace kaogong::store {
namespace {

constexpr std::string_view kSelect = "select candidate_ref, session_id, package_id, sealed from roster ";

// Bound into the seal, so that rows cannot be exchanged between candidates or sessions.
std::string field_of(const CandidateRef& candidate, const SessionId& session) {
    return "roster row of " + candidate.hex() + " in " + session.hex();
}

// Inside the caller's transaction.
Result<record::PersonKey> new_key(Db& db, const record::age::Recipient& device, Random& random) {
    record::PersonKey key = record::PersonKey::generate(random);
    const Bytes wrapped = TRY(key.wrap(device, random));
    TRY(db.run("insert into person_keys (person_key, wrapped) values (1, ?)", wrapped));
    return key;
}

Result<record::PersonKey> make_key(Db& db, const record::age::Recipient& device, Random& random) {
    Tx tx = TRY(Tx::begin(db));
    record::PersonKey key = TRY(new_key(db, device, random));
    TRY(tx.commit());
    return key;
}

} // namespace

Result<record::PersonKey> Roster::load_key(Db& db, const record::age::Identity& device, Random& random) {
    Bytes wrapped;
    {
        Stmt row = TRY(db.prepare("select wrapped from person_keys"));
        if (TRY(row.next())) wrapped = row.bytes(0);
    }
    return wrapped.empty() ? make_key(db, device.recipient(), random) : record::PersonKey::unwrap(wrapped, device);
}

Result<void> Roster::import(const Batch& batch) {
    Tx tx = TRY(Tx::begin(db_));
    TRY(db_.run("delete from roster where session_id = ?", batch.session));
    for (const RosterEntry& entry : batch.entries) {
        const record::LookupHash lookup =
            key_.lookup({.admission_ticket = entry.admission_ticket, .identity_number = entry.identity_number});
        const Bytes sealed = key_.seal(field_of(entry.candidate, batch.session), entry.row, ledger_.random());
        TRY(db_.run("insert into roster (candidate_ref, session_id, package_id, lookup, sealed) values (?, ?, ?, ?, ?)", entry.candidate,
                    batch.session, batch.package, lookup, sealed));
    }
    return tx.commit();
}

Result<std::vector<FoundCandidate>> Roster::open_rows(Stmt rows) {
    std::vector<FoundCandidate> found;
    while (TRY(rows.next())) {
        const auto candidate = TRY(rows.fixed<CandidateRef>(0));
        const auto session = TRY(rows.fixed<SessionId>(1));
        const auto package = TRY(rows.fixed<PackageId>(2));
        auto row = TRY(key_.open(field_of(candidate, session), rows.blob(3)));
        found.push_back({.candidate = candidate, .session = session, .package = package, .row = std::move(row)});
    }
    return found;
}

Result<std::vector<FoundCandidate>> Roster::find(const record::SignInNumbers& numbers) {
    return open_rows(TRY(db_.query(std::string(kSelect) + "where lookup = ? order by session_id", key_.lookup(numbers))));
}

Result<std::optional<FoundCandidate>> Roster::find(const Place& place) {
    auto found =
        TRY(open_rows(TRY(db_.query(std::string(kSelect) + "where candidate_ref = ? and session_id = ?", place.candidate, place.session))));
    if (found.empty()) return std::optional<FoundCandidate>();
    return std::optional(std::move(found.front()));
}

Result<std::size_t> Roster::size_of(const SessionId& session) {
    return static_cast<std::size_t>(TRY(db_.integer(0, "select count(*) from roster where session_id = ?", session)));
}

Result<bool> Roster::empty() {
    return TRY(db_.integer(0, "select count(*) from roster")) == 0;
}

Result<void> Roster::erase_all(const std::string& staff) {
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    TRY(db_.run("delete from roster"));
    TRY(db_.run("delete from person_keys"));
    record::PersonKey key = TRY(new_key(db_, device_, ledger_.random()));
    const record::StaffActBody body{.staff = staff.empty() ? std::string(kTheProgram) : staff, .act = "PERSONS_ERASED"};
    TRY(tx.append(record::EventType::staff_act, record::encode_body(body)));
    TRY(tx.commit());
    key_ = std::move(key);
    return db_.checkpoint(Db::Checkpoint::truncate);
}

} // namespace kaogong::store
