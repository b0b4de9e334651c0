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
    const AcceptedRecord& first() const { return records_.front(); }
    const AcceptedRecord& standing() const { return records_.back(); }
    const AcceptedRecord* marked() const; // the marking of a submission, or null
    bool is_void() const { return standing().record.kind == record::RecordKind::void_; }

  private:
    std::vector<AcceptedRecord> records_;
};

// Of all results that were accepted, by terminal and place. Sheets of single examiners are no results.
Result<std::vector<Descent>> descents_of(Store& store, const SessionId& session);

} // namespace kaogong::bureau
