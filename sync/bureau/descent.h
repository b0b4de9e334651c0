// What became of each result of a session: the record that the centre delivered, and those that have taken its place since, one after the
// other. Nothing is ever taken away; the last one stands.
#pragma once

#include "core/record/result_record.h"
#include "sync/bureau/store/store.h"

namespace kaogong::bureau {

struct AcceptedRecord {
    Hash hash;
    CentreId centre;
    record::ResultRecord record;
    std::uint64_t log_index = 0;
};
class Descent {
  public:
    explicit Descent(AcceptedRecord first) { records_.push_back(std::move(first)); }

    void follow(AcceptedRecord next) { records_.push_back(std::move(next)); }
    const std::vector<AcceptedRecord>& records() const { return records_; } // as they took each other's place
    const AcceptedRecord& first() const { return records_.front(); }
    const AcceptedRecord& standing() const { return records_.back(); }
    const AcceptedRecord* marked() const; // the marking of a submission, or null
    bool holds(const Hash& record) const; // one of its records, standing or not
    bool is_void() const { return standing().record.kind == record::RecordKind::void_; }

  private:
    std::vector<AcceptedRecord> records_;
};

// Of all results that were accepted, by terminal and place. Sheets of single examiners are no results.
Result<std::vector<Descent>> descents_of(Store& store, const SessionId& session);
// The same of one person in all sessions, as far as documents tell that candidates are one person; at most kOfPersonMax records.
Result<std::vector<Descent>> descents_of_person(Store& store, const CandidateRef& candidate);
// An accepted record by its hash, a terminal's or a marker's; nothing where none was accepted.
Result<std::optional<AcceptedRecord>> find_accepted(Store& store, const Hash& hash);

} // namespace kaogong::bureau
