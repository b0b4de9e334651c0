// Which exam packages this terminal has accepted, and the sessions that they open. The files themselves lie in DATA/packages; here are
// their ids, hashes and states. Taking a package, opening and closing its session are ledger entries.
#pragma once

#include "core/record/entry_bodies.h"
#include "core/store/ledger.h"

namespace kaogong::store {

enum class PackageState : std::uint8_t { accepted = 1, session_open, session_closed };

struct PackageFacts {
    PackageId id;
    SessionId session;
    Hash content; // SHA-256 of the file
    std::string file_name;
    std::int64_t not_before_ms = 0;
    std::int64_t not_after_ms = 0;
    PackageState state = PackageState::accepted;
    std::optional<std::int64_t> started_at_ms;  // wall time of the room's start, once the invigilator gave the word
    std::string plan;                           // 认定计划编号, known once the session was opened
    std::optional<record::ProfileMark> profile; // that was in force when the session was opened
};

class Packages {
  public:
    Packages(Db& db, Ledger& ledger) : db_(db), ledger_(ledger) {}

    // The same package again changes nothing. Error: package_differs, when its id is known with other content.
    Result<void> accept(const PackageFacts& facts);
    Result<std::vector<PackageFacts>> all(); // by start
    Result<std::optional<PackageFacts>> find(const PackageId& id);

    struct SessionFacts {
        std::string plan;                           // 认定计划编号; empty at closing: as at opening
        std::int64_t candidates = 0;                // on the roster at opening, results at closing
        std::optional<record::ProfileMark> profile; // at opening
        std::string staff;                          // who closed it; empty where its time was over
    };
    // Opening an open session, or closing a closed one, changes nothing. Error: package_unknown.
    Result<void> open_session(const PackageId& id, const SessionFacts& facts);
    Result<void> close_session(const PackageId& id, const SessionFacts& facts);

    enum class StartedFrom { plan, word }; // the planned time, or the moment of the word
    struct Start {
        std::string staff;
        std::int64_t at_ms = 0;
        StartedFrom from = StartedFrom::plan;
    };
    // The invigilator's word, of an open session. The word that was given first stands. Gives the room's start. Error: package_unknown.
    Result<std::int64_t> start_session(const PackageId& id, const Start& start);

  private:
    struct Change {
        record::EventType type;
        PackageState state;
    };
    Result<void> change(const PackageId& id, const SessionFacts& facts, Change change);
    Result<void> note_change(LedgerTx& tx, const PackageFacts& package, const SessionFacts& facts, const Change& change);
    Result<PackageFacts> known(const PackageId& id);

    Db& db_;
    Ledger& ledger_;
};

} // namespace kaogong::store
