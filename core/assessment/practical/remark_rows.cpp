#include "core/assessment/practical/remark_rows.h"

#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

Result<bool> is_taken(const ScoreSheet& sheet, const ScoreItem& item, const SheetEntries& entries) {
    const auto modules = TRY(modules_taken(sheet, entries.chosen));
    const auto rows = rows_taken(sheet, modules);
    return std::find(rows.begin(), rows.end(), &item) != rows.end();
}

// The sheet has a word for a row that does not count and for one that counts whatever was done: not applicable. Outside of the sum there is
// nothing to be given, so there both come to the same.
void set_aside(ScoreItem& item, RowAction action) {
    const bool full = action == RowAction::full && !lies_outside_sum(item.kind());
    item.not_applicable = NotApplicableRule{.when = item.name, .points = full ? NotApplicablePoints::full : NotApplicablePoints::rescale};
}

bool is_of(const ScoreSheet& sheet, const std::string& row, const std::string& module) {
    const ScoreItem* item = sheet.find_item(row);
    return item != nullptr && item->module == module;
}

// A module without a row that counts would give nobody its points, which no decision about rows can mean.
Result<void> check_modules(const ScoreSheet& sheet, const RemarkedEntries& remarked, const SheetScore& score) {
    for (const ModuleScore& module : score.modules) {
        const auto empties = [&](const auto& each) { return is_of(sheet, each.first, module.id); };
        const bool by_decision = std::any_of(remarked.set_aside.begin(), remarked.set_aside.end(), empties);
        if (module.points_max == 0 && by_decision) return error(codes::module_emptied, module.id);
    }
    return success();
}

} // namespace

Result<void> remark_row(const ScoreSheet& sheet, const RowRemark& remark, RemarkedEntries& remarked) {
    const ScoreItem* item = sheet.find_item(remark.row);
    if (item == nullptr) return error(codes::row_unknown, remark.row);
    const bool taken = TRY(is_taken(sheet, *item, remarked.entries));
    if (remark.action != RowAction::again) {
        if (taken) remarked.set_aside[remark.row] = remark.action;
        return success();
    }
    if (!taken) return error(codes::row_unknown, remark.row + ": module not taken");
    if (remark.entry.state == RowState::unseen) return error(codes::reading_misfits, remark.row + ": unseen");
    TRY(check_entry(*item, remark.entry, {.judges_min = sheet.judges_min}));
    remarked.set_aside.erase(remark.row);
    remarked.entries.rows[remark.row] = remark.entry;
    return success();
}

Result<SheetScore> score_remarked(const ScoreSheet& sheet, const RemarkedEntries& remarked) {
    ScoreSheet decided = sheet;
    SheetEntries entries = remarked.entries;
    for (ScoreItem& item : decided.items) {
        const auto found = remarked.set_aside.find(item.id);
        if (found == remarked.set_aside.end()) continue;
        set_aside(item, found->second);
        entries.rows[item.id] = RowEntry{.state = RowState::not_applicable, .reading = {}, .zero_when = {}};
    }
    SheetScore score = TRY(score_sheet(decided, entries));
    TRY(check_modules(sheet, remarked, score));
    // Whoever reads the record sees a row with all its points as one that was scored.
    for (auto& [row, item] : score.items) {
        const auto found = remarked.set_aside.find(row);
        if (found != remarked.set_aside.end() && found->second == RowAction::full) item.state = RowState::scored;
    }
    return score;
}

} // namespace kaogong::practical
