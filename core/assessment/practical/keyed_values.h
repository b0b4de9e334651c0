// The numbers that stand for a row's entry when a signed paper sheet is keyed with digits and points alone: a reading as it was written,
// a count, the places of ticks, steps or a band in their list, levels of judges, grades down. Several numbers of one field are divided by
// points; 0 is none of a list.
#pragma once

#include "core/assessment/practical/reading.h"

namespace kaogong::practical {

struct KeyedContext {
    std::size_t judges = 0; // one level each
    ReadingContext reading;
};
// One value for each field of the row, then one for its conditions where it has any. reading_misfits, and the codes of parse_reading.
Result<RowEntry> parse_keyed(const ScoreItem& item, const std::vector<std::string>& values, const KeyedContext& context);
// The same numbers again; none where the row was not done or is not applicable.
std::vector<std::string> keyed_values(const ScoreItem& item, const RowEntry& entry);
Result<std::int64_t> parse_keyed_number(const std::string& text, std::int64_t most, const std::string& row); // 0 to `most`

} // namespace kaogong::practical
