// Every mistake that a score sheet can have and that its author can mend: sums, references that lead nowhere, bands and gates that can
// never come about, points that nobody can earn or lose. A sheet without findings can be scored; score_sheet relies on that.
#pragma once

#include "core/assessment/practical/sheet.h"
#include "core/base/codes/practical.h"
#include "core/base/result.h"

namespace kaogong::practical {

enum class SheetPart : std::uint8_t { sheet = 1, instrument, group, module, item, gate, veto };
struct SheetFault {
    SheetPart part = SheetPart::sheet;
    std::size_t index = 0; // of the part in its list
    std::string key;       // the field that is meant, as files name it; or empty
    Code code = codes::sheet_rule;
    std::string what; // the numbers that disagree: "39 of 40"
};
std::vector<SheetFault> check_sheet(const ScoreSheet& sheet);

} // namespace kaogong::practical
