// Which exam packages this terminal has accepted, and the sessions that they open. The files themselves lie in DATA/packages; here are
// their ids, hashes and states. Taking a package, opening and closing its session are ledger entries.
#pragma once

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
};

class Packages {
  public:
    Packages(Db& db, Ledger& ledger) : db_(db), ledger_(ledger) {}

    // The same package again changes nothing. Error: package_differs, when its id is known with other content.
    Result<void> accept(const PackageFacts& facts);
    Result<std::vector<PackageFacts>> all(); // by start
    Result<std::optional<PackageFacts>> find(const PackageId& id);

    struct SessionFacts {
        std::string plan;            // 认定计划编号
        std::int64_t candidates = 0; // on the roster at opening, results at closing
    };
    // Opening an open session, or closing a closed one, changes nothing. Error: package_unknown.
    Result<void> open_session(const PackageId& id, const SessionFacts& facts);
    Result<void> close_session(const PackageId& id, const SessionFacts& facts);

  private:
    struct Change {
        record::EventType type;
        PackageState state;
    };
    Result<void> change(const PackageId& id, const SessionFacts& facts, Change change);

    Db& db_;
    Ledger& ledger_;
};

} // namespace kaogong::store
