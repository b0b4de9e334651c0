// What the bureau holds already that bears on the results of one parcel: records of the same ids, who the candidates are, what else was
// accepted of the same people. Asked for all of them together, since a way to the database for each costs more than the judgement. What is
// judged meanwhile is added, as one result of a parcel is a precedent of the next. Private to intake.
#pragma once

#include "sync/bureau/repeat_exam.h"
#include "sync/bureau/store/store.h"

#include <map>
#include <set>

namespace kaogong::bureau {

class Precedents {
  public:
    struct Question {
        RecordId id;
        CandidateRef candidate;
    };
    // Within a transaction that holds the log (log_store.h): what it says is true until that one ends. Errors of the store.
    static Result<Precedents> gather(Store& store, const std::vector<Question>& questions);

    // All of these for what was asked only.
    struct Held {
        std::optional<Hash> record_hash;
        int verdict = 0;
    };
    std::vector<Held> with_id(const RecordId& id) const; // in any order
    bool is_made(const RecordId& id) const { return made_.contains(id); } // by the bureau itself
    bool knows(const CandidateRef& candidate) const { return people_.contains(candidate); }
    // Accepted records of the person who is this candidate, without their items.
    std::vector<EarlierRecord> accepted_of(const CandidateRef& candidate) const;

    void add(const JudgedRow& judged, record::ResultRecord record); // what the row's record says

  private:
    Result<void> gather_people(Store& store, const std::set<CandidateRef>& candidates);
    void add_accepted(const Hash& person, const Hash& hash, record::ResultRecord record);
    static Hash name_of(const KnownCandidate& candidate);

    std::multimap<RecordId, Held> held_;
    std::set<RecordId> made_;
    std::map<CandidateRef, Hash> people_; // the known ones, under one name for all candidates who are one person
    std::multimap<Hash, EarlierRecord> accepted_; // by that name
};

} // namespace kaogong::bureau
