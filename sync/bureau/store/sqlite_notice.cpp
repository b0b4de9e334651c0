// Acts of public notices.
#include "sync/bureau/store/sqlite_parts.h"

namespace kaogong::bureau {

Result<void> SqliteNotice::add_notice_act(const NoticeRow& row) {
    TRY(db_.run("insert into notice_act (hash, session, act, log_index) values (?, ?, ?, ?)", row.hash, row.session, row.act,
                row.log_index));
    return success();
}

Result<std::vector<NoticeRow>> SqliteNotice::notice_acts(const SessionId& session) {
    auto row = TRY(db_.query("select hash, act, log_index from notice_act where session = ? order by log_index limit ?", session,
                             std::uint64_t{kNoticeActsMax}));
    std::vector<NoticeRow> rows;
    while (TRY(row.next())) {
        const auto hash = TRY(row.fixed<Hash>(0));
        rows.push_back({.hash = hash, .session = session, .act = row.bytes(1), .log_index = static_cast<std::uint64_t>(row.integer(2))});
    }
    return rows;
}

} // namespace kaogong::bureau
