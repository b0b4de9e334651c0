// Parcels, chunks, answers, segments, verdicts, blobs and forks.
#include "sync/bureau/store/sqlite_parts.h"

#include "core/base/codes/store.h"

namespace kaogong::bureau {
namespace {

Result<ParcelRow> parcel_of(const store::Stmt& row) {
    const auto id = TRY(row.fixed<Hash>(0));
    const auto centre = TRY(row.fixed<CentreId>(1));
    const auto terminal = TRY(row.fixed<TerminalId>(2));
    return ParcelRow{.id = id,
                     .centre = centre,
                     .terminal = terminal,
                     .first = static_cast<std::uint64_t>(row.integer(3)),
                     .count = static_cast<std::uint64_t>(row.integer(4)),
                     .size = static_cast<std::uint64_t>(row.integer(5)),
                     .head = row.bytes(6),
                     .state = static_cast<ParcelState>(row.integer(7))};
}

Result<std::optional<ParcelRow>> maybe_parcel(store::Stmt row) {
    if (!TRY(row.next())) return std::optional<ParcelRow>();
    return std::optional<ParcelRow>(TRY(parcel_of(row)));
}

Result<JudgedRow> judged_of(const store::Stmt& row) {
    const auto centre = TRY(row.fixed<CentreId>(0));
    const auto terminal = TRY(row.fixed<TerminalId>(1));
    const auto entry_hash = TRY(row.fixed<Hash>(6));
    const auto parcel = TRY(row.fixed<Hash>(7));
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

Result<std::vector<JudgedRow>> all_judged(store::Stmt row) {
    std::vector<JudgedRow> rows;
    while (TRY(row.next())) rows.push_back(TRY(judged_of(row)));
    return rows;
}

} // namespace

Result<std::optional<ParcelRow>> SqliteIntake::parcel(const Hash& id) {
    return maybe_parcel(TRY(db_.query("select id, centre, terminal, first, count, size, head, state from parcel where id = ?", id)));
}

Result<void> SqliteIntake::add_parcel(const ParcelRow& parcel, std::int64_t at_ms) {
    TRY(db_.run("insert into parcel (id, centre, terminal, first, count, size, head, state, offered_ms, state_ms) values (?, ?, ?, ?, ?, "
                "?, ?, ?, ?, ?)",
                parcel.id, parcel.centre, parcel.terminal, parcel.first, parcel.count, parcel.size, parcel.head,
                static_cast<int>(parcel.state), at_ms, at_ms));
    return success();
}

Result<void> SqliteIntake::set_state(const Hash& parcel, ParcelState state, std::int64_t at_ms) {
    TRY(db_.run("update parcel set state = ?, state_ms = ? where id = ?", static_cast<int>(state), at_ms, parcel));
    return success();
}

Result<std::uint64_t> SqliteIntake::unfinished_parcels(const TerminalId& terminal) {
    return static_cast<std::uint64_t>(TRY(db_.integer(0, "select count(*) from parcel where terminal = ? and state < 2", terminal)));
}

Result<std::optional<ParcelRow>> SqliteIntake::next_waiting(const TerminalId& terminal, std::uint64_t held) {
    // "state < 2" again, so that the partial index is seen to cover it.
    return maybe_parcel(TRY(db_.query("select id, centre, terminal, first, count, size, head, state from parcel "
                                      "where terminal = ? and state = 1 and state < 2 and first <= ? order by first, id limit 1",
                                      terminal, held)));
}

Result<std::vector<std::uint64_t>> SqliteIntake::chunk_numbers(const Hash& parcel) {
    auto row = TRY(db_.query("select number from chunk where parcel = ? order by number", parcel));
    std::vector<std::uint64_t> numbers;
    while (TRY(row.next())) numbers.push_back(static_cast<std::uint64_t>(row.integer(0)));
    return numbers;
}

Result<void> SqliteIntake::add_chunk(const Hash& parcel, std::uint64_t number, ByteView bytes) {
    TRY(db_.run("insert into chunk (parcel, number, bytes) values (?, ?, ?) on conflict do nothing", parcel, number, bytes));
    return success();
}

Result<Bytes> SqliteIntake::joined_chunks(const Hash& parcel) {
    auto row = TRY(db_.query("select bytes from chunk where parcel = ? order by number", parcel));
    Bytes joined;
    while (TRY(row.next())) {
        const ByteView chunk = row.blob(0);
        joined.insert(joined.end(), chunk.begin(), chunk.end());
    }
    return joined;
}

Result<void> SqliteIntake::drop_chunks(const Hash& parcel) {
    TRY(db_.run("delete from chunk where parcel = ?", parcel));
    return success();
}

Result<std::optional<Bytes>> SqliteIntake::answer(const Hash& parcel) {
    auto row = TRY(db_.query("select bytes from answer where parcel = ?", parcel));
    if (!TRY(row.next())) return std::optional<Bytes>();
    return std::optional<Bytes>(row.bytes(0));
}

Result<void> SqliteIntake::add_answer(const Hash& parcel, ByteView answer) {
    TRY(db_.run("insert into answer (parcel, bytes) values (?, ?)", parcel, answer));
    return success();
}

Result<void> SqliteIntake::add_segment(const Segment& segment) {
    TRY(db_.run("insert into segment (centre, terminal, first, count, parcel, leaves, entries) values (?, ?, ?, ?, ?, ?, ?)",
                segment.centre, segment.terminal, segment.first, std::uint64_t{segment.leaves.size()}, segment.parcel,
                pack_hashes(segment.leaves), segment.entries));
    return success();
}

Result<std::vector<Hash>> SqliteIntake::leaves(const TerminalId& terminal, IndexRange range) {
    auto row = TRY(db_.query("select first, leaves from segment where terminal = ? and first < ? and first + count > ? order by first",
                             terminal, range.to, range.from));
    std::vector<Hash> leaves;
    while (TRY(row.next())) {
        const auto first = static_cast<std::uint64_t>(row.integer(0));
        const auto held = TRY(unpack_hashes(row.blob(1)));
        for (std::uint64_t i = std::max(first, range.from); i < std::min(first + held.size(), range.to); ++i)
            leaves.push_back(held[i - first]);
    }
    if (leaves.size() != range.to - range.from) return error(codes::store_corrupt, "entries of a terminal are missing");
    return leaves;
}

Result<Bytes> SqliteIntake::head_of(const TerminalId& terminal, std::uint64_t index) {
    auto row = TRY(db_.query("select parcel.head from segment join parcel on parcel.id = segment.parcel "
                             "where segment.terminal = ? and segment.first <= ? and segment.first + segment.count > ?",
                             terminal, index, index));
    if (!TRY(row.next())) return error(codes::store_corrupt, "no parcel brought this entry");
    return row.bytes(0);
}

Result<void> SqliteIntake::add_judged(const JudgedRow& row) {
    std::optional<ByteView> record;
    if (!row.record.empty()) record = ByteView(row.record);
    TRY(db_.run("insert into judged (centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, "
                "candidate, session, "
                "record, log_index) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.centre, row.terminal, row.index, row.entry_type, row.verdict, row.code, row.entry_hash, row.parcel, row.record_id,
                row.record_hash, row.candidate, row.session, record, row.log_index));
    return success();
}

Result<std::vector<JudgedRow>> SqliteIntake::judged(const TerminalId& terminal, IndexRange range) {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged where terminal = ? and place >= ? and place < ? order by place",
                      terminal, range.from, range.to)));
}

Result<std::vector<JudgedRow>> SqliteIntake::judged_with_record_id(const RecordId& id) {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged where record_id = ? order by centre, terminal, place",
                      id)));
}

Result<std::vector<JudgedRow>> SqliteIntake::judged_with_record_hash(const Hash& record) {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged where record_hash = ? order by centre, terminal, place",
                      record)));
}

Result<std::vector<SessionId>> SqliteIntake::sessions() {
    auto row = TRY(db_.query("select distinct session from judged where session is not null order by session"));
    std::vector<SessionId> sessions;
    while (TRY(row.next())) sessions.push_back(TRY(row.fixed<SessionId>(0)));
    return sessions;
}

Result<std::vector<JudgedRow>> SqliteIntake::accepted_of(const SessionId& session) {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged where session = ? and verdict = 0 and record_hash is not null "
                      "order by terminal, place",
                      session)));
}

Result<std::vector<JudgedRow>> SqliteIntake::aside() {
    return all_judged(
        TRY(db_.query("select centre, terminal, place, entry_type, verdict, code, entry_hash, parcel, record_id, record_hash, candidate, "
                      "session, record, log_index from judged j where verdict >= 2 and record_hash is not null and not exists "
                      "(select 1 from decision d where d.centre = j.centre and d.terminal = j.terminal and d.place = j.place) "
                      "order by terminal, place limit ?",
                      kAsideMax)));
}

Result<void> SqliteIntake::decide(const JudgedRow& row, const DecisionRow& decision) {
    TRY(db_.run("insert into decision (centre, terminal, place, record_hash, act, act_log_index, at_ms) values (?, ?, ?, ?, ?, ?, ?)",
                row.centre, row.terminal, row.index, decision.record, decision.act, decision.act_log_index, decision.at_ms));
    TRY(db_.run("update judged set verdict = ?, code = ?, log_index = ? where centre = ? and terminal = ? and place = ?", row.verdict,
                row.code, row.log_index, row.centre, row.terminal, row.index));
    return success();
}

Result<std::vector<JudgedRow>> SqliteIntake::untold(const TerminalId& terminal) {
    return all_judged(
        TRY(db_.query("select j.centre, j.terminal, j.place, entry_type, verdict, code, entry_hash, parcel, record_id, j.record_hash, candidate, "
                      "session, record, log_index from judged j join decision d on d.centre = j.centre and d.terminal = j.terminal and "
                      "d.place = j.place where d.told is null and d.terminal = ? order by j.place limit ?",
                      terminal, kUntoldMax)));
}

Result<void> SqliteIntake::set_told(const TerminalId& terminal, const std::vector<std::uint64_t>& indexes, const Hash& parcel) {
    for (const std::uint64_t index : indexes)
        TRY(db_.run("update decision set told = ? where terminal = ? and place = ? and told is null", parcel, terminal, index));
    return success();
}

Result<void> SqliteIntake::add_blob(const BlobRow& blob) {
    TRY(db_.run("insert into blob (hash, parcel, bytes) values (?, ?, ?) on conflict do nothing", blob.hash, blob.parcel, blob.bytes));
    return success();
}

Result<bool> SqliteIntake::has_blob(const Hash& hash) {
    return TRY(db_.integer(0, "select 1 from blob where hash = ?", hash)) == 1;
}

Result<std::optional<Bytes>> SqliteIntake::blob(const Hash& hash) {
    auto row = TRY(db_.query("select bytes from blob where hash = ?", hash));
    if (!TRY(row.next())) return std::optional<Bytes>();
    return std::optional<Bytes>(row.bytes(0));
}

Result<std::vector<BlobRow>> SqliteIntake::blobs_of(const Hash& parcel) {
    std::vector<BlobRow> blobs;
    store::Stmt row = TRY(db_.query("select hash, bytes from blob where parcel = ?", parcel));
    while (TRY(row.next())) {
        const auto hash = TRY(row.fixed<Hash>(0));
        blobs.push_back({.hash = hash, .parcel = parcel, .bytes = row.bytes(1)});
    }
    return blobs;
}

Result<void> SqliteIntake::add_fork(const ForkRow& fork) {
    TRY(db_.run("insert into fork (centre, terminal, place, head_held, head_new, parcel_file, seen_ms) values (?, ?, ?, ?, ?, ?, ?)",
                fork.centre, fork.terminal, fork.index, fork.head_held, fork.head_new, fork.parcel_file, fork.seen_ms));
    return success();
}

Result<std::vector<ForkRow>> SqliteIntake::forks(const TerminalId& terminal) {
    auto row = TRY(
        db_.query("select centre, place, head_held, head_new, parcel_file, seen_ms from fork where terminal = ? order by rowid", terminal));
    std::vector<ForkRow> forks;
    while (TRY(row.next())) {
        const auto centre = TRY(row.fixed<CentreId>(0));
        forks.push_back({.centre = centre,
                         .terminal = terminal,
                         .index = static_cast<std::uint64_t>(row.integer(1)),
                         .head_held = row.bytes(2),
                         .head_new = row.bytes(3),
                         .parcel_file = row.bytes(4),
                         .seen_ms = row.integer(5)});
    }
    return forks;
}

} // namespace kaogong::bureau
