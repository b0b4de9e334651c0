// Acts of public notices, as they were signed. The interface that SQLite implements now; PostgreSQL will implement the same.
#pragma once

#include "core/base/random.h"

#include <vector>

namespace kaogong::bureau {

struct NoticeRow {
    Hash hash; // of the act
    SessionId session;
    Bytes act; // core/record/notice_act.h
    std::uint64_t log_index = 0;
};
inline constexpr std::size_t kNoticeActsMax = 10'000; // of one session

class NoticeStore {
  public:
    virtual ~NoticeStore() = default;

    virtual Result<void> add_notice_act(const NoticeRow& row) = 0;
    virtual Result<std::vector<NoticeRow>> notice_acts(const SessionId& session) = 0; // by place in the log
    // Of all sessions, whose leaf of the log lies at that place or later, in the order of the log.
    virtual Result<std::vector<NoticeRow>> notice_acts_since(std::uint64_t log_index, std::size_t limit) = 0;
};

} // namespace kaogong::bureau
