// What goes on at the centres as far as their ledgers have come: sessions with 应考, 实考, 缺考, and incidents. It follows the entries as
// they come in and forgets what is over; nothing of it is kept, for all of it can be read again. Belongs to the thread that owns the store.
#pragma once

#include "core/record/entry_bodies.h"
#include "sync/bureau/store/store.h"

#include <deque>
#include <map>
#include <set>

namespace kaogong::bureau {

struct BoardSession {
    SessionId id;
    CentreId centre;
    std::string plan; // 认定计划编号
    std::int64_t opened_ms = 0;
    std::int64_t closed_ms = 0;     // of the last terminal that closed it; 0: none has
    std::int64_t expected = 0;      // 应考: on the roster
    std::set<CandidateRef> present; // 实考: signed in, or tested by a panel
    std::set<TerminalId> open;      // terminals that have it open
    bool is_running() const { return !open.empty(); }
};

struct BoardIncident {
    CentreId centre;
    TerminalId terminal;
    std::uint64_t entry = 0;
    std::int64_t at_ms = 0;
    std::string act; // code, such as INTERRUPTED
};

class SessionBoard {
  public:
    // Reads what came since the last look, from terminals that were heard within three days; at most kSegmentsMax segments a look, the rest
    // with the next.
    Result<void> look(IntakeStore& intake, const std::vector<TerminalStanding>& standings, std::int64_t now_ms);

    std::vector<const BoardSession*> sessions() const;                        // those that run first, then the newest
    const std::deque<BoardIncident>& incidents() const { return incidents_; } // the newest first, of the last seven days

    static constexpr std::size_t kSegmentsMax = 300;
    static constexpr std::size_t kSessionsMax = 5'000;
    static constexpr std::size_t kIncidentsMax = 200;

  private:
    Result<void> follow(IntakeStore& intake, const TerminalStanding& standing, std::size_t& budget);
    void note(const TerminalStanding& standing, const record::Entry& entry);
    void note_session(const TerminalStanding& standing, const record::Entry& entry);
    void note_sitting(const record::Entry& entry);
    void note_incident(const TerminalStanding& standing, const record::Entry& entry);
    void forget(std::int64_t now_ms);

    std::map<TerminalId, std::uint64_t> next_; // entry to read next
    std::map<SessionId, BoardSession> sessions_;
    std::deque<BoardIncident> incidents_;
};

} // namespace kaogong::bureau
