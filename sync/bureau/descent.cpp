#include "sync/bureau/descent.h"

#include "core/record/answer.h"
#include "core/record/signed_result.h"

#include <algorithm>
#include <map>

namespace kaogong::bureau {
namespace {

using record::RecordKind;

bool begins_descent(const record::ResultRecord& record) {
    return !record.earlier && record.kind != RecordKind::examiner_sheet;
}

Result<AcceptedRecord> open_accepted(ByteView signed_result, AcceptedRecord place) {
    place.record = TRY(record::open_result(signed_result)).record;
    return place;
}

// Descents, and records that took the place of others by the record whose place it was.
class Sorter {
  public:
    void add(AcceptedRecord accepted) {
        if (begins_descent(accepted.record))
            descents_.emplace_back(std::move(accepted));
        else if (accepted.record.earlier)
            followers_.emplace(*accepted.record.earlier, std::move(accepted));
    }
    Result<void> add_all(const std::vector<JudgedRow>& rows) {
        for (const JudgedRow& row : rows) add(TRY(open_accepted(row.record, {*row.record_hash, row.centre, {}, row.log_index.value_or(0)})));
        return success();
    }
    // What took the place of `earlier`, once: each follower is used once, so a descent ends.
    std::optional<AcceptedRecord> follower(const Hash& earlier) {
        auto found = followers_.extract(earlier);
        if (!found) return std::nullopt;
        return std::move(found.mapped());
    }
    std::vector<Descent>& descents() { return descents_; }

  private:
    std::vector<Descent> descents_;
    std::map<Hash, AcceptedRecord> followers_;
};

Result<AcceptedRecord> open_made(const MadeRow& row) {
    return open_accepted(row.record, {row.record_hash, row.centre, {}, row.log_index});
}

} // namespace

const AcceptedRecord* Descent::marked() const {
    const auto found = std::find_if(records_.begin(), records_.end(),
                                    [](const AcceptedRecord& each) { return each.record.kind == RecordKind::marked_by_bureau; });
    return found == records_.end() ? nullptr : &*found;
}

bool Descent::holds(const Hash& record) const {
    return std::any_of(records_.begin(), records_.end(), [&](const AcceptedRecord& each) { return each.hash == record; });
}

Result<std::vector<Descent>> descents_of(Store& store, const SessionId& session) {
    Sorter sorter;
    TRY(sorter.add_all(TRY(store.intake().accepted_of(session))));
    for (const MadeRow& row : TRY(store.made().made_of(session))) sorter.add(TRY(open_made(row)));
    for (Descent& descent : sorter.descents())
        while (auto next = sorter.follower(descent.standing().hash)) descent.follow(std::move(*next));
    return std::move(sorter.descents());
}

Result<std::vector<Descent>> descents_of_person(Store& store, const CandidateRef& candidate) {
    Sorter sorter;
    std::vector<JudgedRow> accepted;
    for (PersonsRow& each : TRY(store.intake().accepted_of_people({candidate}))) accepted.push_back(std::move(each.row));
    TRY(sorter.add_all(accepted));
    for (Descent& descent : sorter.descents()) {
        // A record's place is taken once; nothing in a chain of hashes leads back, so this ends.
        while (true) {
            auto next = sorter.follower(descent.standing().hash);
            if (const auto made = next ? std::nullopt : TRY(store.made().made_from(descent.standing().hash))) next = TRY(open_made(*made));
            if (!next) break;
            descent.follow(std::move(*next));
        }
    }
    return std::move(sorter.descents());
}

Result<std::optional<AcceptedRecord>> find_accepted(Store& store, const Hash& hash) {
    for (const JudgedRow& row : TRY(store.intake().judged_with_record_hash(hash)))
        if (row.verdict == static_cast<int>(record::Verdict::accepted))
            return std::optional(TRY(open_accepted(row.record, {hash, row.centre, {}, row.log_index.value_or(0)})));
    if (const auto made = TRY(store.made().made(hash))) return std::optional(TRY(open_made(*made)));
    return std::optional<AcceptedRecord>();
}

} // namespace kaogong::bureau
