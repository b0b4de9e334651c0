#include "sync/bureau/descent.h"

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

} // namespace

const AcceptedRecord* Descent::marked() const {
    const auto found = std::find_if(records_.begin(), records_.end(),
                                    [](const AcceptedRecord& each) { return each.record.kind == RecordKind::marked_by_bureau; });
    return found == records_.end() ? nullptr : &*found;
}

Result<std::vector<Descent>> descents_of(Store& store, const SessionId& session) {
    std::vector<Descent> descents;
    std::map<Hash, AcceptedRecord> followers; // by the record whose place they take
    const auto sort_in = [&](AcceptedRecord accepted) {
        if (begins_descent(accepted.record))
            descents.emplace_back(std::move(accepted));
        else if (accepted.record.earlier)
            followers.emplace(*accepted.record.earlier, std::move(accepted));
    };
    for (const JudgedRow& row : TRY(store.intake().accepted_of(session)))
        sort_in(TRY(open_accepted(row.record, {*row.record_hash, row.centre, {}, row.log_index.value_or(0)})));
    for (const MadeRow& row : TRY(store.made().made_of(session)))
        sort_in(TRY(open_accepted(row.record, {row.record_hash, row.centre, {}, row.log_index})));
    for (Descent& descent : descents) {
        // Each follower is used once, so this ends.
        for (auto next = followers.extract(descent.first().hash); next; next = followers.extract(descent.standing().hash))
            descent.follow(std::move(next.mapped()));
    }
    return descents;
}

} // namespace kaogong::bureau
