// Records that the bureau's markers made.
#include "sync/bureau/store/sqlite_parts.h"

namespace kaogong::bureau {
namespace {

Result<MadeRow> made_row(const store::Stmt& row) {
    MadeRow made;
    made.record_hash = TRY(row.fixed<Hash>(0));
    made.record_id = TRY(row.fixed<RecordId>(1));
    made.centre = TRY(row.fixed<CentreId>(2));
    made.session = TRY(row.fixed<SessionId>(3));
    made.candidate = TRY(row.fixed<CandidateRef>(4));
    made.earlier = TRY(row.fixed<Hash>(5));
    made.record = row.bytes(6);
    made.log_index = static_cast<std::uint64_t>(row.integer(7));
    made.at_ms = row.integer(8);
    return made;
}

Result<std::optional<MadeRow>> maybe_made(store::Stmt row) {
    if (!TRY(row.next())) return std::optional<MadeRow>();
    return std::optional<MadeRow>(TRY(made_row(row)));
}

} // namespace

Result<void> SqliteMade::add_made(const MadeRow& row) {
    TRY(db_.run("insert into made (record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.record_hash, row.record_id, row.centre, row.session, row.candidate, row.earlier, row.record, row.log_index, row.at_ms));
    return success();
}

Result<std::vector<MadeRow>> SqliteMade::made_of(const SessionId& session) {
    auto row = TRY(db_.query("select record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms from made "
                             "where session = ? order by log_index",
                             session));
    std::vector<MadeRow> rows;
    while (TRY(row.next())) rows.push_back(TRY(made_row(row)));
    return rows;
}

Result<std::optional<MadeRow>> SqliteMade::made(const Hash& record) {
    return maybe_made(
        TRY(db_.query("select record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms from made "
                      "where record_hash = ?",
                      record)));
}

Result<std::optional<MadeRow>> SqliteMade::made_with_record_id(const RecordId& id) {
    return maybe_made(
        TRY(db_.query("select record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms from made "
                      "where record_id = ?",
                      id)));
}

Result<std::optional<MadeRow>> SqliteMade::made_from(const Hash& earlier) {
    return maybe_made(
        TRY(db_.query("select record_hash, record_id, centre, session, candidate, earlier, record, log_index, at_ms from made "
                      "where earlier = ?",
                      earlier)));
}

} // namespace kaogong::bureau
