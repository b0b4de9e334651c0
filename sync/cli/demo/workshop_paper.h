// The afternoon's test at one station, marked on paper because the terminal was not there: two people key the signed sheet in the evening.
#pragma once

#include "sync/cli/demo/script_text.h"
#include "sync/cli/demo/workshop_scripts.h"

namespace kaogong::cli::demo {

// From the list of candidates to the comparison, where the chief decides. The second person slips once, and both look at the photograph.
void key_paper(Text& out, const StationPlay& play);

inline constexpr const char* kEvening = "6h"; // after the morning's test: the times on the paper are over

} // namespace kaogong::cli::demo
