// Public notices 公示 that are open, and objections and score reviews 异议、成绩复核 that wait for their answer. It follows the acts in the
// order of the log and keeps what is open; nothing of it is kept for good. The words of an objection may name people: they stay in the
// store. Belongs to the thread that owns the store.
#pragma once

#include "sync/bureau/notice/notice.h"

#include <map>
#include <set>

namespace kaogong::bureau {

struct BoardNotice {
    SessionId session;
    CentreId centre;
    std::string plan;  // 认定计划编号
    std::string place; // where it hangs
    std::int64_t opened_ms = 0;
    std::int64_t until_ms = 0;
    std::size_t objections = 0; // answered ones as well
    std::vector<notice::Objection> waiting;
};

class NoticeBoard {
  public:
    // Reads the acts that came since the last look, at most `acts_max` of them; the rest with the next look.
    Result<void> look(Store& store, const record::Bundle& bundle, std::size_t acts_max = kActsMax);

    const std::map<SessionId, BoardNotice>& open() const { return open_; }

    static constexpr std::size_t kActsMax = 500;

  private:
    Result<void> read(Store& store, const record::Bundle& bundle, const SessionId& session);

    std::uint64_t next_ = 0; // place in the log
    std::map<SessionId, BoardNotice> open_;
};

} // namespace kaogong::bureau
