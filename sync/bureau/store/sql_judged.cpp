// Verdicts, decisions, blobs and forks, for both databases. (An explicit instantiation makes those members that are defined where it
// stands.)
#include "sync/bureau/store/sql_parts.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<JudgedRow> judged_of(const Row& row) {
    const auto centre = TRY(row.template fixed<CentreId>(0));
    const auto terminal = TRY(row.template fixed<TerminalId>(1));
    const auto entry_hash = TRY(row.template fixed<Hash>(6));
    const auto parcel = TRY(row.template fixed<Hash>(7));
    JudgedRow judged{.centre = centre,
                     .terminal = terminal,
                     .index = static_cast<std::uint64_t>(row.integer(2)),
                     .entry_type = static_cast<int>(row.integer(3)),
                     .verdict = static_cast<int>(row.integer(4)),
                     .code = static_cast<int>(row.integer(5)),
                     .entry_hash = entry_hash,
                     .parcel = parcel};
    judged.record_id = TRY(optional_fixed<RecordId>(row, 8));
    judged.record_hash = TRY(optional_fixed<Hash>(row, 9));
    judged.candidate = TRY(optional_fixed<CandidateRef>(row, 10));
    judged.session = TRY(optional_fixed<SessionId>(row, 11));
    judged.record = row.bytes(12);
    if (const auto place = row.optional_integer(13)) judged.log_index = static_cast<std::uint64_t>(*place);
    return judged;
}

template <class Row> Result<std::vector<JudgedRow>> all_judged(Row row) {
    std::vector<JudgedRow> rows;
    while (TRY(row.next())) rows.push_back(TRY(judged_of(row)));
    return rows;
}

} // namespace

template <class Db> Result<void> SqlIntake<Db>::add_judged(const JudgedRow& row) {
    std::optional<ByteView> record;
    if (!row.record.empty()) record = ByteView(row.record);
    TRY(write(db_,
              "insert into judged (centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, "
              "candidate, session, "
              "record, log_index) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
              row.centre, row.terminal, row.index, row.entry_type, row.verdict, row.code, row.entry_hash, row.parcel, row.record_id,
              row.record_hash, row.candidate, row.session, record, row.log_index));
    return success();
}

template <class Db> Result<std::vector<JudgedRow>> SqlIntake<Db>::judged(const LedgerKey& ledger, IndexRange range) {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged where centre = $1 and terminal = $2 and place >= $3 and place < $4 order by "
                      "place",
                      ledger.centre, ledger.terminal, range.from, range.to)));
}

template <class Db> Result<std::vector<JudgedRow>> SqlIntake<Db>::judged_with_record_ids(const std::vector<RecordId>& ids) {
    if (ids.empty()) return std::vector<JudgedRow>();
    return all_judged(TRY(ask_of(db_,
                                 "select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, "
                                 "candidate, session, null, log_index from asked cross join judged where record_id = value "
                                 "order by centre, terminal, place",
                                 ids)));
}

template <class Db> Result<std::vector<JudgedRow>> SqlIntake<Db>::judged_with_record_hash(const Hash& record) {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged where record_hash = $1 order by centre, terminal, place",
                      record)));
}

// One list of references instead of "this one or those": an `or` would keep PostgreSQL from the index. Whoever has an accepted result is
// among the candidates, as the judge asks for that first.
template <class Db> Result<std::vector<PersonsRow>> SqlIntake<Db>::accepted_of_people(const std::vector<CandidateRef>& candidates) {
    CHECK(candidates.size() <= kPeopleAskedMax);
    std::vector<PersonsRow> rows;
    if (candidates.empty()) return rows;
    const std::string limit = std::to_string(kOfPersonMax * candidates.size());
    auto row = TRY(ask_of(db_,
                          ", known(asked, reference) as (select value, reference from asked cross join candidate where reference = value union "
                          "select value, other.reference from asked cross join candidate one cross join candidate other "
                          "where one.reference = value and other.person = one.person) "
                          "select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                          "session, record, log_index, asked from known cross join judged where candidate = reference and verdict = 0 and "
                          "record_hash is not null order by asked, centre, terminal, place limit " +
                              limit,
                          candidates));
    while (TRY(row.next())) {
        const auto candidate = TRY(row.template fixed<CandidateRef>(14));
        auto judged = TRY(judged_of(row));
        rows.push_back({.candidate = candidate, .row = std::move(judged)});
    }
    return rows;
}

template <class Db> Result<std::vector<SessionId>> SqlIntake<Db>::sessions() {
    auto row = TRY(db_.query("select distinct session from judged where session is not null order by session"));
    std::vector<SessionId> sessions;
    while (TRY(row.next())) sessions.push_back(TRY(row.template fixed<SessionId>(0)));
    return sessions;
}

template <class Db> Result<std::vector<JudgedRow>> SqlIntake<Db>::accepted_of(const SessionId& session) {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged where session = $1 and verdict = 0 and record_hash is not null "
                      "order by terminal, place",
                      session)));
}

template <class Db> Result<std::vector<JudgedRow>> SqlIntake<Db>::accepted_since(std::uint64_t log_index, std::size_t limit) {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged where log_index >= $1 and log_index is not null and verdict = 0 and "
                      "record_hash is not null order by log_index limit $2",
                      log_index, std::uint64_t{limit})));
}

template <class Db> Result<std::vector<JudgedRow>> SqlIntake<Db>::aside() {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged j where verdict >= 2 and record_hash is not null and not exists "
                      "(select 1 from decision d where d.centre = j.centre and d.terminal = j.terminal and d.place = j.place) "
                      "order by terminal, place limit $1",
                      kAsideMax)));
}

template <class Db> Result<std::vector<AsideBrief>> SqlIntake<Db>::aside_briefs() {
    auto row = TRY(db_.query("select j.centre, j.terminal, j.record_hash, j.verdict, j.code, p.state_ms from judged j join parcel p on "
                             "p.centre = j.centre and p.id = j.parcel where verdict >= 2 and record_hash is not null and not exists "
                             "(select 1 from decision d where d.centre = j.centre and d.terminal = j.terminal and d.place = j.place) "
                             "order by p.state_ms, j.terminal, j.place limit $1",
                             kAsideMax));
    std::vector<AsideBrief> briefs;
    while (TRY(row.next())) {
        const auto centre = TRY(row.template fixed<CentreId>(0));
        const auto terminal = TRY(row.template fixed<TerminalId>(1));
        const auto record = TRY(row.template fixed<Hash>(2));
        briefs.push_back({.centre = centre,
                          .terminal = terminal,
                          .record = record,
                          .verdict = static_cast<int>(row.integer(3)),
                          .code = static_cast<int>(row.integer(4)),
                          .came_ms = row.integer(5)});
    }
    return briefs;
}

template <class Db> Result<void> SqlIntake<Db>::decide(const JudgedRow& row, const DecisionRow& decision) {
    TRY(write(db_,
              "insert into decision (centre, terminal, place, record_hash, act, act_log_index, at_ms) values ($1, $2, $3, $4, $5, $6, $7)",
              row.centre, row.terminal, row.index, decision.record, decision.act, decision.act_log_index, decision.at_ms));
    TRY(write(db_, "update judged set verdict = $1, code = $2, log_index = $3 where centre = $4 and terminal = $5 and place = $6",
              row.verdict, row.code, row.log_index, row.centre, row.terminal, row.index));
    return success();
}

template <class Db> Result<std::vector<JudgedRow>> SqlIntake<Db>::untold(const LedgerKey& ledger) {
    return all_judged(TRY(db_.query(
        "select j.centre, j.terminal, j.place, entry_type, verdict, code, entry_hash, parcel, record_id, j.record_hash, candidate, "
        "session, record, log_index from decision d join judged j on d.centre = j.centre and d.terminal = j.terminal and "
        "d.place = j.place where d.told is null and d.centre = $1 and d.terminal = $2 order by j.place limit $3",
        ledger.centre, ledger.terminal, kUntoldMax)));
}

template <class Db>
Result<void> SqlIntake<Db>::set_told(const LedgerKey& ledger, const std::vector<std::uint64_t>& indexes, const Hash& parcel) {
    for (const std::uint64_t index : indexes)
        TRY(write(db_, "update decision set told = $1 where centre = $2 and terminal = $3 and place = $4 and told is null", parcel,
                  ledger.centre, ledger.terminal, index));
    return success();
}

template <class Db> Result<void> SqlIntake<Db>::add_blob(const BlobRow& blob) {
    TRY(write(db_, "insert into blob (centre, hash, parcel, bytes) values ($1, $2, $3, $4) on conflict do nothing", blob.centre, blob.hash,
              blob.parcel, blob.bytes));
    return success();
}

template <class Db> Result<bool> SqlIntake<Db>::has_blob(const BlobKey& blob) {
    return TRY(db_.integer(0, "select 1 from blob where centre = $1 and hash = $2", blob.centre, blob.hash)) == 1;
}

template <class Db> Result<std::optional<Bytes>> SqlIntake<Db>::blob(const BlobKey& blob) {
    auto row = TRY(db_.query("select bytes from blob where centre = $1 and hash = $2", blob.centre, blob.hash));
    if (!TRY(row.next())) return std::optional<Bytes>();
    return std::optional<Bytes>(row.bytes(0));
}

template <class Db> Result<std::vector<BlobRow>> SqlIntake<Db>::blobs_of(const ParcelKey& parcel) {
    std::vector<BlobRow> blobs;
    auto row = TRY(db_.query("select hash, bytes from blob where centre = $1 and parcel = $2", parcel.centre, parcel.id));
    while (TRY(row.next())) {
        const auto hash = TRY(row.template fixed<Hash>(0));
        blobs.push_back({.centre = parcel.centre, .hash = hash, .parcel = parcel.id, .bytes = row.bytes(1)});
    }
    return blobs;
}

template <class Db> Result<void> SqlIntake<Db>::add_fork(const ForkRow& fork) {
    TRY(write(db_,
              "insert into fork (centre, terminal, place, head_held, head_new, parcel_file, seen_ms) values ($1, $2, $3, $4, $5, $6, $7)",
              fork.centre, fork.terminal, fork.index, fork.head_held, fork.head_new, fork.parcel_file, fork.seen_ms));
    return success();
}

template <class Db> Result<std::vector<ForkRow>> SqlIntake<Db>::forks(const LedgerKey& ledger) {
    auto row = TRY(db_.query(
        "select place, head_held, head_new, parcel_file, seen_ms from fork where centre = $1 and terminal = $2 order by seen_ms, place",
        ledger.centre, ledger.terminal));
    std::vector<ForkRow> forks;
    while (TRY(row.next()))
        forks.push_back({.centre = ledger.centre,
                         .terminal = ledger.terminal,
                         .index = static_cast<std::uint64_t>(row.integer(0)),
                         .head_held = row.bytes(1),
                         .head_new = row.bytes(2),
                         .parcel_file = row.bytes(3),
                         .seen_ms = row.integer(4)});
    return forks;
}

template class SqlIntake<store::Db>;
template class SqlIntake<PostgresDb>;

} // namespace kaogong::bureau
