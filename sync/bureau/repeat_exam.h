// Repeated exams 重复考证, pure: whether one person already has a result of another session for what this one is about. A person decides
// what comes of it; here it is only seen.
#pragma once

#include "core/record/result_record.h"
#include "sync/bureau/rules.h"

namespace kaogong::bureau {

// A result that says what came of a component: neither a submission that waits for marking, nor one examiner's sheet, nor a correction.
bool is_final(record::RecordKind kind);

// A theory test that the bureau marked is a theory test.
record::RecordKind component_of(record::RecordKind kind);

struct EarlierRecord {
    Hash hash; // of its payload, by which corrections name it
    record::ResultRecord record;
};
// `accepted`: accepted records of the same person, corrections among them, in any order. A result that was declared void does not count,
// and results come in any order, so the days between both are counted whichever was first.
bool repeats(const record::ResultRecord& result, const std::vector<EarlierRecord>& accepted, const BureauRules& rules);

} // namespace kaogong::bureau
