// What a marking came to, for machines and for people. Candidates stand in it by their reference alone.
#pragma once

#include "sync/bureau/marking/mark.h"

#include <string>

namespace kaogong::bureau::marking {

// [{session, candidate, record, outcome: made|agrees|differs|failed, ? stated, ? found, ? made, ? code, ? reason, differences: [{item,
// stated, found}]}]; a score is {points, points_max, outcome}, points in hundredths.
std::string marks_json(const SessionId& session, const std::vector<MarkedResult>& results);
std::string marks_text(const std::vector<MarkedResult>& results); // one line each

// Joins what marks_json made of several sessions.
std::string join_json(const std::vector<std::string>& lists);

// The first that failed or differs, so that a command can say by its exit status that not all is well.
Result<void> all_well(const std::vector<MarkedResult>& results); // marks_differ, or why one failed

} // namespace kaogong::bureau::marking
