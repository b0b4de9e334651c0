// Inside of check_sheet.h: what one row must keep to.
#pragma once

#include "core/assessment/practical/check_sheet.h"
#include "core/base/codes/practical.h"

namespace kaogong::practical {

struct RowFault {
    std::string key;
    Code code = codes::sheet_rule;
    std::string what;
};
std::vector<RowFault> check_row(const ScoreSheet& sheet, const ScoreItem& item);

} // namespace kaogong::practical
