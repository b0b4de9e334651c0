// Acts of public notices, for both databases.
#include "sync/bureau/store/sql_parts.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<std::vector<NoticeRow>> all_acts(Row row) {
    std::vector<NoticeRow> rows;
    while (TRY(row.next())) {
        const auto hash = TRY(row.template fixed<Hash>(0));
        const auto session = TRY(row.template fixed<SessionId>(1));
        rows.push_back({.hash = hash, .session = session, .act = row.bytes(2), .log_index = static_cast<std::uint64_t>(row.integer(3))});
    }
    return rows;
}

} // namespace

template <class Db> Result<void> SqlNotice<Db>::add_notice_act(const NoticeRow& row) {
    TRY(write(db_, "insert into notice_act (hash, session, act, log_index) values ($1, $2, $3, $4)", row.hash, row.session, row.act,
              row.log_index));
    return success();
}

template <class Db> Result<std::vector<NoticeRow>> SqlNotice<Db>::notice_acts(const SessionId& session) {
    return all_acts(TRY(db_.query("select hash, session, act, log_index from notice_act where session = $1 order by log_index limit $2",
                                  session, std::uint64_t{kNoticeActsMax})));
}

template <class Db> Result<std::vector<NoticeRow>> SqlNotice<Db>::notice_acts_since(std::uint64_t log_index, std::size_t limit) {
    return all_acts(TRY(db_.query("select hash, session, act, log_index from notice_act where log_index >= $1 order by log_index limit $2",
                                  log_index, std::uint64_t{limit})));
}

template class SqlNotice<store::Db>;
template class SqlNotice<PostgresDb>;

} // namespace kaogong::bureau
