#include "core/record/remark_rule.h"

#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::record {
namespace {

bool is_read_with(const practical::ScoreSheet& sheet, const practical::ScoreItem& item, const std::string& number) {
    const practical::Instrument* instrument = sheet.find_instrument(item.instrument);
    return instrument != nullptr && instrument->number == number;
}

bool names_row(const RowRemarkRule& rule, const std::string& row) {
    return std::any_of(rule.rows.begin(), rule.rows.end(), [&](const RuledRow& each) { return each.row == row; });
}

} // namespace

bool names_gauge(const practical::ScoreSheet& sheet, const std::string& number) {
    return std::any_of(sheet.items.begin(), sheet.items.end(),
                       [&](const practical::ScoreItem& item) { return is_read_with(sheet, item, number); });
}

Result<std::vector<practical::RowRemark>> rows_ruled(const RowRemarkRule& rule, const practical::ScoreSheet& sheet,
                                                     const CandidateRef& candidate) {
    std::vector<practical::RowRemark> ruled;
    for (const RuledRow& each : rule.rows) {
        if (each.gauge.empty()) {
            if (sheet.find_item(each.row) == nullptr) return error(codes::row_unknown, each.row);
            ruled.push_back({.row = each.row, .action = each.action, .entry = {}});
            continue;
        }
        for (const practical::ScoreItem& item : sheet.items)
            if (is_read_with(sheet, item, each.gauge) && !names_row(rule, item.id))
                ruled.push_back({.row = item.id, .action = each.action, .entry = {}});
    }
    for (const RowsAgain& again : rule.again)
        if (again.candidate == candidate) ruled.insert(ruled.end(), again.rows.begin(), again.rows.end());
    return ruled;
}

} // namespace kaogong::record
