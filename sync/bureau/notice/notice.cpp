#include "sync/bureau/notice/notice.h"

#include "core/base/codes/bureau.h"
#include "sync/bureau/log_writer.h"

#include <algorithm>

namespace kaogong::bureau::notice {
namespace {

using record::NoticeAct;
using record::NoticeActKind;

Error refused(const char* why) {
    return error(codes::notice_refused, why);
}

Objection* find_objection(SessionNotices& notices, const Hash& hash) {
    for (Notice& notice : notices.notices)
        for (Objection& objection : notice.objections)
            if (objection.hash == hash) return &objection;
    return nullptr;
}

// Only acts that were allowed are in the store, so the fold takes them as they come; one that finds no notice is damage.
Result<void> take(SessionNotices& notices, NoticeAct act, const NoticeRow& row) {
    if (act.kind == NoticeActKind::opened) {
        notices.notices.push_back({.opened = std::move(act), .opened_at = row.log_index, .closed = {}, .objections = {}});
        return success();
    }
    if (notices.notices.empty()) return error(codes::log_damaged, "an act of a notice that was never opened");
    Notice& last = notices.notices.back();
    if (act.kind == NoticeActKind::closed)
        last.closed = std::move(act);
    else if (act.kind == NoticeActKind::objection)
        last.objections.push_back({.hash = row.hash, .act = std::move(act), .answer = {}});
    else if (Objection* objection = find_objection(notices, *act.objection))
        objection->answer = std::move(act);
    return success();
}

Result<Hash> keep(Store& store, const Authority& authority, const NoticeAct& act, std::int64_t wall_ms) {
    const Bytes signed_act = TRY(record::sign_notice_act(act, authority.intake));
    const Hash hash = record::sha256(signed_act);
    LogWriter log = TRY(LogWriter::open(store.log(), authority));
    const std::uint64_t place = TRY(log.append(record::encode_leaf(record::ActLeaf{.record = hash})));
    TRY(log.sign(wall_ms));
    TRY(store.notices().add_notice_act({.hash = hash, .session = act.session, .act = signed_act, .log_index = place}));
    return hash;
}

// One act: `make` sees what stands and says what is to be added, within the transaction that adds it.
template <typename Make>
Result<Hash> act(Store& store, const Authority& authority, const SessionId& session, std::int64_t wall_ms, Make make) {
    auto tx = TRY(store.begin_log());
    const SessionNotices notices = TRY(notices_of(store, authority.bundle, session));
    NoticeAct made = TRY(make(notices));
    made.session = session;
    made.at_ms = wall_ms;
    const Hash hash = TRY(keep(store, authority, made, wall_ms));
    TRY(tx->commit());
    return hash;
}

Result<bool> stands(Store& store, const SessionId& session, const Hash& hash) {
    const std::vector<Descent> descents = TRY(descents_of(store, session));
    return std::any_of(descents.begin(), descents.end(), [&](const Descent& each) { return each.standing().hash == hash; });
}

} // namespace

const Notice* SessionNotices::open() const {
    return notices.empty() || notices.back().closed ? nullptr : &notices.back();
}

std::uint64_t SessionNotices::final_before() const {
    std::uint64_t place = 0;
    for (const Notice& notice : notices)
        if (notice.closed) place = notice.opened_at;
    return place;
}

Result<SessionNotices> notices_of(Store& store, const record::Bundle& bundle, const SessionId& session) {
    SessionNotices notices{.session = session, .notices = {}};
    for (const NoticeRow& row : TRY(store.notices().notice_acts(session)))
        TRY(take(notices, TRY(record::verify_notice_act(row.act, bundle)), row));
    return notices;
}

Result<std::vector<ResultState>> results_of(Store& store, const SessionNotices& notices) {
    const std::uint64_t final_before = notices.final_before();
    std::vector<ResultState> states;
    for (const Descent& descent : TRY(descents_of(store, notices.session))) {
        const AcceptedRecord& standing = descent.standing();
        // An unmarked submission is no result that anybody could have seen.
        const bool noticed = standing.record.score && standing.log_index < final_before;
        const Finality finality = descent.is_void() ? Finality::void_ : noticed ? Finality::final : Finality::provisional;
        states.push_back({.record = standing.hash, .candidate = standing.record.candidate, .finality = finality});
    }
    return states;
}

Result<Hash> open_notice(Store& store, const Authority& authority, const Opening& opening, std::int64_t wall_ms) {
    return act(store, authority, opening.session, wall_ms, [&](const SessionNotices& notices) -> Result<NoticeAct> {
        if (notices.open() != nullptr) return refused("a notice of this session is open");
        if (opening.until_ms <= wall_ms) return refused("its end has passed");
        if (TRY(store.intake().accepted_of(opening.session)).empty()) return refused("the session has no results");
        NoticeAct made{.kind = NoticeActKind::opened, .session = {}, .by = opening.by, .text = opening.place};
        made.until_ms = opening.until_ms;
        return made;
    });
}

Result<Hash> close_notice(Store& store, const Authority& authority, const Closing& closing, std::int64_t wall_ms) {
    return act(store, authority, closing.session, wall_ms, [&](const SessionNotices& notices) -> Result<NoticeAct> {
        const Notice* open = notices.open();
        if (open == nullptr) return refused("no notice of this session is open");
        if (wall_ms <= *open->opened.until_ms) return refused("its time is not over");
        const auto waits = [](const Objection& each) { return each.is_open(); };
        if (std::any_of(open->objections.begin(), open->objections.end(), waits)) return refused("an objection waits for its answer");
        return NoticeAct{.kind = NoticeActKind::closed, .session = {}, .by = closing.by, .text = closing.text};
    });
}

Result<Hash> object(Store& store, const Authority& authority, const ObjectionOrder& order, std::int64_t wall_ms) {
    return act(store, authority, order.session, wall_ms, [&](const SessionNotices& notices) -> Result<NoticeAct> {
        const Notice* open = notices.open();
        if (open == nullptr) return refused("no notice of this session is open");
        if (wall_ms > *open->opened.until_ms) return refused("the time for objections is over");
        if (order.due_ms <= wall_ms) return refused("the answer would be due in the past");
        if (!TRY(stands(store, order.session, order.record))) return refused("no such result of this session stands");
        NoticeAct made{.kind = NoticeActKind::objection, .session = {}, .by = order.by, .text = order.text};
        made.until_ms = order.due_ms;
        made.record = order.record;
        made.scope = order.scope;
        return made;
    });
}

Result<Hash> answer(Store& store, const Authority& authority, const AnswerOrder& order, std::int64_t wall_ms) {
    return act(store, authority, order.session, wall_ms, [&](SessionNotices notices) -> Result<NoticeAct> {
        const Objection* objection = find_objection(notices, order.objection);
        if (objection == nullptr || !objection->is_open()) return refused("no such objection waits for an answer");
        const bool changed = !TRY(stands(store, order.session, *objection->act.record));
        if (changed != (order.end == record::ReviewEnd::changed))
            return refused(changed ? "another record has taken the place: the answer is `changed`"
                                   : "nothing has taken the place of the result");
        NoticeAct made{.kind = NoticeActKind::answered, .session = {}, .by = order.by, .text = order.text};
        made.objection = order.objection;
        made.end = order.end;
        return made;
    });
}

} // namespace kaogong::bureau::notice
