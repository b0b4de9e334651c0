#include "sync/bureau/board/notice_board.h"

#include "core/record/signed_result.h"

#include <algorithm>
#include <iterator>

namespace kaogong::bureau {

Result<void> NoticeBoard::look(Store& store, const record::Bundle& bundle, std::size_t acts_max) {
    std::set<SessionId> touched;
    std::uint64_t next = next_;
    for (const NoticeRow& row : TRY(store.notices().notice_acts_since(next_, acts_max))) {
        touched.insert(row.session);
        next = row.log_index + 1;
    }
    for (const SessionId& session : touched) TRY(read(store, bundle, session));
    next_ = next; // only once all of them are read: what fails is read again
    return success();
}

// The session's notices are read anew as a whole: the fold is that of notice.h, and there is no second one that could differ from it.
Result<void> NoticeBoard::read(Store& store, const record::Bundle& bundle, const SessionId& session) {
    const notice::SessionNotices notices = TRY(notice::notices_of(store, bundle, session));
    const notice::Notice* open = notices.open();
    if (open == nullptr) {
        open_.erase(session);
        return success();
    }
    BoardNotice made{.session = session,
                     .centre = {},
                     .plan = {},
                     .place = open->opened.text,
                     .opened_ms = open->opened.at_ms,
                     .until_ms = *open->opened.until_ms,
                     .objections = open->objections.size(),
                     .waiting = {}};
    std::copy_if(open->objections.begin(), open->objections.end(), std::back_inserter(made.waiting),
                 [](const notice::Objection& each) { return each.is_open(); });
    const auto known = open_.find(session);
    if (known != open_.end()) {
        made.centre = known->second.centre;
        made.plan = known->second.plan;
    } else if (const auto results = TRY(store.intake().accepted_of(session)); !results.empty()) {
        made.centre = results.front().centre;
        const auto result = record::open_result(results.front().record);
        if (result) made.plan = result->record.plan.plan;
    }
    open_[session] = std::move(made);
    return success();
}

} // namespace kaogong::bureau
