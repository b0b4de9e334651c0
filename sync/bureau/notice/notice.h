// What stands of a session's public notices: a fold over their acts, and which results are final by it. A result is final when it was in
// the log before a notice opened that has since been closed, and stands still; a notice closes only when its time is over and no objection
// to it waits for an answer (domain.md, Final). What was changed meanwhile waits for the next notice.
#pragma once

#include "core/record/notice_act.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/descent.h"

namespace kaogong::bureau::notice {

struct Objection {
    Hash hash; // of the act
    record::NoticeAct act;
    std::optional<record::NoticeAct> answer;
    bool is_open() const { return !answer; }
    bool is_overdue(std::int64_t wall_ms) const { return is_open() && wall_ms > *act.until_ms; }
};
struct Notice {
    record::NoticeAct opened;
    std::uint64_t opened_at = 0; // place in the log
    std::optional<record::NoticeAct> closed;
    std::vector<Objection> objections;
};
struct SessionNotices {
    SessionId session;
    std::vector<Notice> notices; // one after the other; only the last may be open

    const Notice* open() const;         // or null
    std::uint64_t final_before() const; // results in the log before this place went through a whole notice; 0: none
};
Result<SessionNotices> notices_of(Store& store, const record::Bundle& bundle, const SessionId& session);

enum class Finality : std::uint8_t { provisional = 1, final, void_ };
struct ResultState {
    Hash record;
    CandidateRef candidate;
    Finality finality = Finality::provisional;
};
Result<std::vector<ResultState>> results_of(Store& store, const SessionNotices& notices);

// ---- Acts. Each in one transaction; the hash of the act. notice_refused says why not; its context names it.

struct Opening {
    SessionId session;
    std::string by;
    std::string place; // where it hangs
    std::int64_t until_ms = 0;
};
Result<Hash> open_notice(Store& store, const Authority& authority, const Opening& opening, std::int64_t wall_ms);
struct Closing {
    SessionId session;
    std::string by;
    std::string text;
};
Result<Hash> close_notice(Store& store, const Authority& authority, const Closing& closing, std::int64_t wall_ms);
struct ObjectionOrder {
    SessionId session;
    Hash record; // that stands
    std::string by;
    std::string text;
    record::ReviewScope scope = record::ReviewScope::tally;
    std::int64_t due_ms = 0;
};
Result<Hash> object(Store& store, const Authority& authority, const ObjectionOrder& order, std::int64_t wall_ms);
struct AnswerOrder {
    SessionId session;
    Hash objection;
    std::string by;
    std::string text;
    record::ReviewEnd end = record::ReviewEnd::unchanged; // changed: another record has taken the place of the one objected to
};
Result<Hash> answer(Store& store, const Authority& authority, const AnswerOrder& order, std::int64_t wall_ms);

std::string_view scope_word(record::ReviewScope scope); // `tally`, as lists and the board have it

// {session, notices: [{opened, until, by, place, ? closed, objections: [{act, record, scope, due, overdue, ? end}]}], results: [{record,
// candidate, state}]}
std::string notices_json(const SessionNotices& notices, const std::vector<ResultState>& results, std::int64_t wall_ms);

} // namespace kaogong::bureau::notice
