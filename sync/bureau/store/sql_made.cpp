// Records that the bureau's markers made, for both databases.
#include "sync/bureau/store/sql_parts.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<MadeRow> made_row(const Row& row) {
    MadeRow made;
    made.record_hash = TRY(row.template fixed<Hash>(0));
    made.record_id = TRY(row.template fixed<RecordId>(1));
    made.centre = TRY(row.template fixed<CentreId>(2));
    made.session = TRY(row.template fixed<SessionId>(3));
    made.candidate = TRY(row.template fixed<CandidateRef>(4));
    made.earlier = TRY(row.template fixed<Hash>(5));
    made.record = row.bytes(6);
    made.log_index = static_cast<std::uint64_t>(row.integer(7));
    made.at_ms = row.integer(8);
    return made;
}

template <class Row> Result<std::optional<MadeRow>> maybe_made(Row row) {
    if (!TRY(row.next())) return std::optional<MadeRow>();
    return std::optional<MadeRow>(TRY(made_row(row)));
}

template <class Row> Result<std::vector<MadeRow>> all_made(Row row) {
    std::vector<MadeRow> rows;
    while (TRY(row.next())) rows.push_back(TRY(made_row(row)));
    return rows;
}

} // namespace

template <class Db> Result<void> SqlMade<Db>::add_made(const MadeRow& row) {
    TRY(write(db_,
              "insert into made (record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms) "
              "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
              row.record_hash, row.record_id, row.centre, row.session, row.candidate, row.earlier, row.record, row.log_index, row.at_ms));
    return success();
}

template <class Db> Result<std::vector<MadeRow>> SqlMade<Db>::made_of(const SessionId& session) {
    return all_made(TRY(db_.query("select record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms from made "
                                  "where session = $1 order by log_index",
                                  session)));
}

template <class Db> Result<std::vector<MadeRow>> SqlMade<Db>::made_since(std::uint64_t log_index, std::size_t limit) {
    return all_made(TRY(db_.query("select record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms from made "
                                  "where log_index >= $1 order by log_index limit $2",
                                  log_index, std::uint64_t{limit})));
}

template <class Db> Result<std::optional<MadeRow>> SqlMade<Db>::made(const Hash& record) {
    return maybe_made(
        TRY(db_.query("select record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms from made "
                      "where record_hash = $1",
                      record)));
}

template <class Db> Result<std::vector<RecordId>> SqlMade<Db>::made_among(const std::vector<RecordId>& ids) {
    std::vector<RecordId> made;
    if (ids.empty()) return made;
    auto row = TRY(ask_of(db_, "select record_id from asked cross join made where record_id = value", ids));
    while (TRY(row.next())) made.push_back(TRY(row.template fixed<RecordId>(0)));
    return made;
}

template <class Db> Result<std::optional<MadeRow>> SqlMade<Db>::made_from(const Hash& earlier) {
    return maybe_made(
        TRY(db_.query("select record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms from made "
                      "where earlier = $1",
                      earlier)));
}

template class SqlMade<store::Db>;
template class SqlMade<PostgresDb>;

} // namespace kaogong::bureau
