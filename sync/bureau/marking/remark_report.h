// What marking again came to: JSON as `--json` prints it, the table of deltas that is put up, and lines for people in both languages.
// Candidates stand in all of them by their reference alone.
#pragma once

#include "sync/bureau/marking/remark.h"

#include <string>

namespace kaogong::bureau::marking {

// [{session, candidate, earlier, before, after, delta, change: none|passes|fails, items: [{item, action, before, after, delta}], words:
// {zh-CN, en}, ? made, ? code, ? reason}]
std::string remark_json(const std::vector<RemarkedResult>& results);
// CSV, a line each, head first: session, candidate, earlier, made, points and maximum before and after, delta, score of full marks before
// and after, outcome before and after, change, items, code.
std::string remark_csv(const std::vector<RemarkedResult>& results);

// A line for each who gets another record or could not be marked, and how many there are of each at the end.
std::string remark_text(const std::vector<RemarkedResult>& results, Language language);

// The first that failed, so that a command can say by its exit status that not all is well.
Result<void> all_well(const std::vector<RemarkedResult>& results);

} // namespace kaogong::bureau::marking
