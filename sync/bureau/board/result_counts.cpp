#include "sync/bureau/board/result_counts.h"

#include "core/record/signed_result.h"
#include "sync/bureau/filing.h"
#include "sync/bureau/repeat_exam.h"

namespace kaogong::bureau {

// The size is asked for first, and another process may append before the rows are read: what they show counts more than the size does.
Result<void> ResultCounts::look(Store& store) {
    const std::uint64_t size = TRY(store.log().log_size());
    const auto accepted = TRY(store.intake().accepted_since(next_accepted_, kRecordsMax));
    for (const JudgedRow& row : accepted) {
        TRY(count(store.registry(), row.centre, row.record));
        next_accepted_ = *row.log_index + 1;
    }
    if (accepted.size() < kRecordsMax) next_accepted_ = std::max(next_accepted_, size); // what else lies in the log is no result
    const auto made = TRY(store.made().made_since(next_made_, kRecordsMax));
    for (const MadeRow& row : made) {
        TRY(count(store.registry(), row.centre, row.record));
        next_made_ = row.log_index + 1;
    }
    if (made.size() < kRecordsMax) next_made_ = std::max(next_made_, size);
    return success();
}

Result<void> ResultCounts::count(RegistryStore& registry, const CentreId& centre, ByteView signed_result) {
    // Its signatures were verified before it was accepted.
    const auto result = record::open_result(signed_result);
    if (!result) return success();
    const record::ResultRecord& record = result->record;
    if (record::amends(record.kind)) ++corrections_;
    if (!is_final(record.kind) || !record.score) return success();
    const std::vector<FilingRow> filings = TRY(registry.filings(centre));
    const FilingRow* filing = filing_at(filings, record.times.started_ms);
    CountKey key{
        .occupation = record.subject.occupation, .level = record.subject.level, .component = component_of(record.kind), .kind = {}};
    if (filing != nullptr) key.kind = filing->kind;
    if (!rows_.contains(key) && rows_.size() >= kRowsMax) return success();
    CountRow& counted = rows_[std::move(key)];
    switch (record.score->outcome) {
    case assessment::OutcomeCode::pass: ++counted.passed; break;
    case assessment::OutcomeCode::fail: ++counted.failed; break;
    default: ++counted.other;
    }
    return success();
}

} // namespace kaogong::bureau
