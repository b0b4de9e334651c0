// What a marking came to, for machines and for people: JSON as `--json` prints it, and the table of deltas that is put up. Candidates stand
// in both by their reference alone.
#pragma once

#include "sync/bureau/marking/remark.h"

#include <string>

namespace kaogong::bureau::marking {

// [{session, candidate, record, outcome: made|agrees|differs|failed, ? stated, ? found, ? made, ? code, ? reason, differences: [{item,
// stated, found}]}]; a score is {points, points_max, outcome}, points in hundredths.
std::string marks_json(const SessionId& session, const std::vector<MarkedResult>& results);
std::string marks_text(const std::vector<MarkedResult>& results); // one line each

// [{session, candidate, earlier, before, after, delta, change: none|passes|fails, items: [{item, action, before, after, delta}], ? made, ?
// code, ? reason}]
std::string remark_json(const std::vector<RemarkedResult>& results);
// CSV, a line each, head first: session, candidate, earlier, made, points and maximum before and after, delta, score of full marks before
// and after, outcome before and after, change, items, code.
std::string remark_csv(const std::vector<RemarkedResult>& results);

// Joins what marks_json made of several sessions.
std::string join_json(const std::vector<std::string>& lists);

// The first that failed or differs, so that a command can say by its exit status that not all is well.
Result<void> all_well(const std::vector<MarkedResult>& results); // marks_differ, or why one failed
Result<void> all_well(const std::vector<RemarkedResult>& results);

} // namespace kaogong::bureau::marking
