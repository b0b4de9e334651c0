// One line of [Match]: terms that must all hold. A term is name=glob or name!=glob; '*' stands for any text, '?' for one byte; a glob with
// blanks is put in double quotes. `=` holds when any value of that fact matches, `!=` when none does.
#pragma once

#include "core/base/result.h"
#include "core/profile/facts.h"

#include <string>
#include <vector>

namespace kaogong::profile {

struct MatchTerm {
    std::string fact;
    std::string glob;
    bool negated = false;
};
using MatchLine = std::vector<MatchTerm>;

// Errors: profile_match_malformed (no term, an unknown fact, a quote that does not end).
Result<MatchLine> parse_match_line(std::string_view text);
bool matches(const MatchLine& line, const Facts& facts);
bool glob_matches(std::string_view glob, std::string_view text);

std::string fact_names_markdown();

} // namespace kaogong::profile
