// Parcels, chunks, answers and segments, for both databases.
#include "sync/bureau/store/sql_parts.h"

#include "core/base/codes/store.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<ParcelRow> parcel_of(const Row& row) {
    const auto id = TRY(row.template fixed<Hash>(0));
    const auto centre = TRY(row.template fixed<CentreId>(1));
    const auto terminal = TRY(row.template fixed<TerminalId>(2));
    return ParcelRow{.id = id,
                     .centre = centre,
                     .terminal = terminal,
                     .first = static_cast<std::uint64_t>(row.integer(3)),
                     .count = static_cast<std::uint64_t>(row.integer(4)),
                     .size = static_cast<std::uint64_t>(row.integer(5)),
                     .head = row.bytes(6),
                     .state = static_cast<ParcelState>(row.integer(7))};
}

template <class Row> Result<std::optional<ParcelRow>> maybe_parcel(Row row) {
    if (!TRY(row.next())) return std::optional<ParcelRow>();
    return std::optional<ParcelRow>(TRY(parcel_of(row)));
}

} // namespace

template <class Db> Result<std::optional<ParcelRow>> SqlIntake<Db>::parcel(const Hash& id) {
    return maybe_parcel(TRY(db_.query("select id, centre, terminal, first, count, size, head, state from parcel where id = $1", id)));
}

template <class Db> Result<void> SqlIntake<Db>::add_parcel(const ParcelRow& parcel, std::int64_t at_ms) {
    TRY(write(
        db_,
        "insert into parcel (id, centre, terminal, first, count, size, head, state, offered_ms, state_ms) values ($1, $2, $3, $4, $5, "
        "$6, $7, $8, $9, $10)",
        parcel.id, parcel.centre, parcel.terminal, parcel.first, parcel.count, parcel.size, parcel.head, static_cast<int>(parcel.state),
        at_ms, at_ms));
    return success();
}

template <class Db> Result<void> SqlIntake<Db>::set_state(const ParcelKey& parcel, ParcelState state, std::int64_t at_ms) {
    TRY(write(db_, "update parcel set state = $1, state_ms = $2 where centre = $3 and id = $4", static_cast<int>(state), at_ms,
              parcel.centre, parcel.id));
    return success();
}

template <class Db> Result<std::uint64_t> SqlIntake<Db>::unfinished_parcels(const LedgerKey& ledger) {
    return static_cast<std::uint64_t>(TRY(
        db_.integer(0, "select count(*) from parcel where centre = $1 and terminal = $2 and state < 2", ledger.centre, ledger.terminal)));
}

template <class Db> Result<std::optional<ParcelRow>> SqlIntake<Db>::next_waiting(const LedgerKey& ledger, std::uint64_t held) {
    // "state < 2" again, so that the partial index is seen to cover it.
    return maybe_parcel(
        TRY(db_.query("select id, centre, terminal, first, count, size, head, state from parcel "
                      "where centre = $1 and terminal = $2 and state = 1 and state < 2 and first <= $3 order by first, id limit 1",
                      ledger.centre, ledger.terminal, held)));
}

template <class Db> Result<std::vector<std::uint64_t>> SqlIntake<Db>::chunk_numbers(const ParcelKey& parcel) {
    auto row = TRY(db_.query("select number from chunk where centre = $1 and parcel = $2 order by number", parcel.centre, parcel.id));
    std::vector<std::uint64_t> numbers;
    while (TRY(row.next())) numbers.push_back(static_cast<std::uint64_t>(row.integer(0)));
    return numbers;
}

template <class Db> Result<void> SqlIntake<Db>::add_chunk(const ParcelKey& parcel, std::uint64_t number, ByteView bytes) {
    TRY(write(db_, "insert into chunk (centre, parcel, number, bytes) values ($1, $2, $3, $4) on conflict do nothing", parcel.centre,
              parcel.id, number, bytes));
    return success();
}

template <class Db> Result<Bytes> SqlIntake<Db>::joined_chunks(const ParcelKey& parcel) {
    auto row = TRY(db_.query("select bytes from chunk where centre = $1 and parcel = $2 order by number", parcel.centre, parcel.id));
    Bytes joined;
    while (TRY(row.next())) {
        const ByteView chunk = row.blob(0);
        joined.insert(joined.end(), chunk.begin(), chunk.end());
    }
    return joined;
}

template <class Db> Result<void> SqlIntake<Db>::drop_chunks(const ParcelKey& parcel) {
    TRY(write(db_, "delete from chunk where centre = $1 and parcel = $2", parcel.centre, parcel.id));
    return success();
}

template <class Db> Result<std::optional<Bytes>> SqlIntake<Db>::answer(const ParcelKey& parcel) {
    auto row = TRY(db_.query("select bytes from answer where centre = $1 and parcel = $2", parcel.centre, parcel.id));
    if (!TRY(row.next())) return std::optional<Bytes>();
    return std::optional<Bytes>(row.bytes(0));
}

template <class Db> Result<void> SqlIntake<Db>::add_answer(const ParcelKey& parcel, ByteView answer) {
    TRY(write(db_, "insert into answer (centre, parcel, bytes) values ($1, $2, $3)", parcel.centre, parcel.id, answer));
    return success();
}

template <class Db> Result<void> SqlIntake<Db>::add_segment(const Segment& segment) {
    TRY(write(db_, "insert into segment (centre, terminal, first, count, parcel, leaves, entries) values ($1, $2, $3, $4, $5, $6, $7)",
              segment.centre, segment.terminal, segment.first, std::uint64_t{segment.leaves.size()}, segment.parcel,
              pack_hashes(segment.leaves), segment.entries));
    return success();
}

template <class Db> Result<std::vector<Hash>> SqlIntake<Db>::leaves(const LedgerKey& ledger, IndexRange range) {
    auto row = TRY(db_.query("select first, leaves from segment where centre = $1 and terminal = $2 and first < $3 and first + count > $4 "
                             "order by first",
                             ledger.centre, ledger.terminal, range.to, range.from));
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

template <class Db> Result<std::optional<Segment>> SqlIntake<Db>::next_segment(const LedgerKey& ledger, std::uint64_t from) {
    auto row = TRY(db_.query("select first, leaves, parcel, entries from segment where centre = $1 and terminal = $2 and first >= $3 "
                             "order by first limit 1",
                             ledger.centre, ledger.terminal, from));
    if (!TRY(row.next())) return std::optional<Segment>();
    auto leaves = TRY(unpack_hashes(row.blob(1)));
    const auto parcel = TRY(row.template fixed<Hash>(2));
    return std::optional<Segment>(Segment{.centre = ledger.centre,
                                          .terminal = ledger.terminal,
                                          .first = static_cast<std::uint64_t>(row.integer(0)),
                                          .leaves = std::move(leaves),
                                          .parcel = parcel,
                                          .entries = row.bytes(3)});
}

template <class Db> Result<Bytes> SqlIntake<Db>::head_of(const LedgerKey& ledger, std::uint64_t index) {
    auto row = TRY(db_.query("select parcel.head from segment join parcel on parcel.centre = segment.centre and parcel.id = segment.parcel "
                             "where segment.centre = $1 and segment.terminal = $2 and segment.first <= $3 and "
                             "segment.first + segment.count > $4",
                             ledger.centre, ledger.terminal, index, index));
    if (!TRY(row.next())) return error(codes::store_corrupt, "no parcel brought this entry");
    return row.bytes(0);
}

template class SqlIntake<store::Db>;
template class SqlIntake<PostgresDb>;

} // namespace kaogong::bureau
