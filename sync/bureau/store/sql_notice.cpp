// Acts of public notices, for both databases.
#include "sync/bureau/store/sql_parts.h"

namespace kaogong::bureau {

template <class Db> Result<void> SqlNotice<Db>::add_notice_act(const NoticeRow& row) {
    TRY(write(db_, "insert into notice_act (hash, session, act, log_index) values ($1, $2, $3, $4)", row.hash, row.session, row.act,
              row.log_index));
    return success();
}

template <class Db> Result<std::vector<NoticeRow>> SqlNotice<Db>::notice_acts(const SessionId& session) {
    auto row = TRY(db_.query("select hash, act, log_index from notice_act where session = $1 order by log_index limit $2", session,
                             std::uint64_t{kNoticeActsMax}));
    std::vector<NoticeRow> rows;
    while (TRY(row.next())) {
        const auto hash = TRY(row.template fixed<Hash>(0));
        rows.push_back({.hash = hash, .session = session, .act = row.bytes(1), .log_index = static_cast<std::uint64_t>(row.integer(2))});
    }
    return rows;
}

template class SqlNotice<store::Db>;
template class SqlNotice<PostgresDb>;

} // namespace kaogong::bureau
