#include "sync/bureau/board/session_board.h"

#include "sync/bureau/days.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

using record::EventType;

constexpr std::int64_t kHeardMs = 3 * kDayMs; // who was silent for longer runs no session that anybody could look at
constexpr std::int64_t kClosedShownMs = kDayMs;
constexpr std::int64_t kIncidentsShownMs = 7 * kDayMs;
constexpr std::uint64_t kLookBackEntries = 2'000; // of a terminal that is looked at for the first time: more than a day's

} // namespace

Result<void> SessionBoard::look(IntakeStore& intake, const std::vector<TerminalStanding>& standings, std::int64_t now_ms) {
    std::size_t budget = kSegmentsMax;
    for (const TerminalStanding& standing : standings) {
        if (!standing.heard_ms || now_ms - *standing.heard_ms > kHeardMs) continue;
        TRY(follow(intake, standing, budget));
    }
    forget(now_ms);
    return success();
}

Result<void> SessionBoard::follow(IntakeStore& intake, const TerminalStanding& standing, std::size_t& budget) {
    const std::uint64_t begin = standing.held > kLookBackEntries ? standing.held - kLookBackEntries : 0;
    std::uint64_t& next = next_.try_emplace(standing.id, begin).first->second;
    for (; budget > 0 && next < standing.held; --budget) {
        const auto segment = TRY(intake.next_segment({.centre = standing.centre, .terminal = standing.id}, next));
        if (!segment) { // the entry lies in the middle of an older segment, and nothing came since
            next = standing.held;
            break;
        }
        record::cbor::Reader entries(segment->entries);
        while (!entries.at_end()) {
            const auto entry = record::decode_entry(TRY(entries.bytes()));
            if (entry) note(standing, entry->content);
        }
        next = segment->first + segment->leaves.size();
    }
    return success();
}

void SessionBoard::note(const TerminalStanding& standing, const record::Entry& entry) {
    switch (entry.type) {
    case EventType::session_opened:
    case EventType::session_closed: return note_session(standing, entry);
    case EventType::sitting_opened:
    case EventType::scoring_opened:
    case EventType::sitting_ended:
    case EventType::scoring_ended: return note_sitting(entry);
    case EventType::incident: return note_incident(standing, entry);
    default: return;
    }
}

void SessionBoard::note_session(const TerminalStanding& standing, const record::Entry& entry) {
    const auto body = record::decode_body<record::SessionBody>(entry.body);
    if (!body || (!sessions_.contains(body->session) && sessions_.size() >= kSessionsMax)) return;
    BoardSession& session = sessions_[body->session];
    session.id = body->session;
    session.centre = standing.centre;
    session.plan = body->plan;
    if (entry.type == EventType::session_closed) {
        session.open.erase(standing.id);
        session.closed_ms = std::max(session.closed_ms, entry.wall_ms);
        return;
    }
    session.open.insert(standing.id);
    session.opened_ms = session.opened_ms == 0 ? entry.wall_ms : std::min(session.opened_ms, entry.wall_ms);
    session.expected = std::max(session.expected, body->candidates); // every terminal has the whole roster
}

// Whoever a coded end says was not there was entered by staff and never present.
void SessionBoard::note_sitting(const record::Entry& entry) {
    const auto body = record::decode_body<record::SittingBody>(entry.body);
    if (!body) return;
    const auto session = sessions_.find(body->session);
    if (session == sessions_.end()) return;
    const bool was_absent = body->ended == assessment::OutcomeCode::absent || body->ended == assessment::OutcomeCode::late_out;
    if (was_absent)
        session->second.present.erase(body->candidate);
    else
        session->second.present.insert(body->candidate);
}

void SessionBoard::note_incident(const TerminalStanding& standing, const record::Entry& entry) {
    const auto body = record::decode_body<record::StaffActBody>(entry.body);
    if (!body) return;
    incidents_.push_front(
        {.centre = standing.centre, .terminal = standing.id, .entry = entry.index, .at_ms = entry.wall_ms, .act = body->act});
    std::stable_sort(incidents_.begin(), incidents_.end(), [](const auto& a, const auto& b) { return a.at_ms > b.at_ms; });
    if (incidents_.size() > kIncidentsMax) incidents_.pop_back();
}

void SessionBoard::forget(std::int64_t now_ms) {
    std::erase_if(sessions_, [&](const auto& each) {
        const BoardSession& session = each.second;
        const std::int64_t last_ms = session.is_running() ? session.opened_ms + kHeardMs : session.closed_ms + kClosedShownMs;
        return last_ms < now_ms;
    });
    std::erase_if(incidents_, [&](const BoardIncident& incident) { return incident.at_ms + kIncidentsShownMs < now_ms; });
}

std::vector<const BoardSession*> SessionBoard::sessions() const {
    std::vector<const BoardSession*> list;
    for (const auto& [id, session] : sessions_) list.push_back(&session);
    std::stable_sort(list.begin(), list.end(), [](const BoardSession* a, const BoardSession* b) {
        return a->is_running() != b->is_running() ? a->is_running() : a->opened_ms > b->opened_ms;
    });
    return list;
}

} // namespace kaogong::bureau
