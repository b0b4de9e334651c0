// Records that the bureau's own markers made: submissions marked, results marked again. They stand in the log like a terminal's results,
// but in no terminal's ledger. The interface that SQLite implements now; PostgreSQL will implement the same.
#pragma once

#include "core/base/random.h"

#include <optional>
#include <vector>

namespace kaogong::bureau {

struct MadeRow {
    Hash record_hash;
    RecordId record_id;
    CentreId centre; // where the candidate sat
    SessionId session;
    CandidateRef candidate;
    Hash earlier; // record whose place it takes
    Bytes record; // the SignedResult
    std::uint64_t log_index = 0;
    std::int64_t at_ms = 0;
};

class MadeStore {
  public:
    virtual ~MadeStore() = default;

    virtual Result<void> add_made(const MadeRow& row) = 0;
    virtual Result<std::vector<MadeRow>> made_of(const SessionId& session) = 0; // as they were entered
    // Whose leaf of the log lies at that place or later, in the order of the log.
    virtual Result<std::vector<MadeRow>> made_since(std::uint64_t log_index, std::size_t limit) = 0;
    virtual Result<std::optional<MadeRow>> made(const Hash& record) = 0;
    virtual Result<std::vector<RecordId>> made_among(const std::vector<RecordId>& ids) = 0; // those of which there is one
    virtual Result<std::optional<MadeRow>> made_from(const Hash& earlier) = 0; // that took the place of this record
};

} // namespace kaogong::bureau
