// Candidates of the packages on this terminal: rows sealed under the person key, found only by a keyed hash of both numbers that a
// candidate types. Destroying the person key destroys them all. A row's bytes are the caller's (the roster codec of core/record).
#pragma once

#include "core/record/sealed_person.h"
#include "core/store/ledger.h"

#include <span>

namespace kaogong::store {

struct RosterEntry {
    CandidateRef candidate;
    std::string admission_ticket;
    std::string identity_number;
    Bytes row; // all of it, encoded
};
struct FoundCandidate {
    CandidateRef candidate;
    SessionId session;
    PackageId package;
    Secret row;
};

class Roster {
  public:
    Roster(Db& db, Ledger& ledger, record::PersonKey key, record::age::Recipient device)
        : db_(db), ledger_(ledger), key_(std::move(key)), device_(std::move(device)) {}
    // The key of this database, made at the first start and wrapped to the device.
    static Result<record::PersonKey> load_key(Db& db, const record::age::Identity& device, Random& random);

    struct Batch {
        PackageId package;
        SessionId session;
        std::span<const RosterEntry> entries;
    };
    // Replaces what an earlier package brought for that session.
    Result<void> import(const Batch& batch);
    // None when nobody has these two numbers. A candidate of several sessions is found once for each.
    Result<std::vector<FoundCandidate>> find(const record::SignInNumbers& numbers);
    struct Place {
        CandidateRef candidate;
        SessionId session;
    };
    Result<std::optional<FoundCandidate>> find(const Place& place);
    Result<std::size_t> size_of(const SessionId& session);
    Result<bool> empty();
    // Destroys all personal data in this database with its key, and records that it was done. `staff` is empty where nobody asked for it. A
    // new key takes the old one's place, for the candidates of the next package.
    Result<void> erase_all(const std::string& staff);

  private:
    Result<std::vector<FoundCandidate>> open_rows(Stmt rows);

    Db& db_;
    Ledger& ledger_;
    record::PersonKey key_;
    record::age::Recipient device_;
};

} // namespace kaogong::store
