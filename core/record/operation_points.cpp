#include "core/record/operation_points.h"

#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::record {
namespace {

ItemState item_state(practical::RowState state) {
    switch (state) {
    case practical::RowState::unseen: return ItemState::unseen;
    case practical::RowState::scored: return ItemState::scored;
    case practical::RowState::not_done: return ItemState::not_done;
    case practical::RowState::not_applicable: return ItemState::not_applicable;
    }
    return ItemState::unseen;
}

ModuleStanding standing_of(const std::optional<bool>& pass) {
    if (!pass) return ModuleStanding::not_asked;
    return *pass ? ModuleStanding::pass : ModuleStanding::below;
}

void put_modules(ResultRecord& record, const practical::ScoreSheet& sheet, const practical::SheetScore& score) {
    record.modules.clear();
    for (const practical::ModuleScore& module : score.modules)
        record.modules.push_back({.module = module.id,
                                  .points = module.points,
                                  .points_max = module.points_max,
                                  .weight = sheet.find_module(module.id)->weight,
                                  .counted = module.counted,
                                  .standing = standing_of(module.pass)});
}

// An end that lets people choose leaves scores only where they chose that the points so far count.
bool counts_as_zero(OutcomeCode code) {
    const auto ends = practical::operation_ends();
    const auto end = std::find_if(ends.begin(), ends.end(), [&](const practical::EndFacts& each) { return each.code == code; });
    if (end == ends.end() || (end->fields & practical::kChoice) != 0) return false;
    return practical::end_result({.code = code}) == practical::ResultValue::zero;
}

} // namespace

ItemResult row_result(const std::string& row, const practical::ItemScore& score, const practical::ScoreItem& item) {
    const bool counts = !practical::lies_outside_sum(item.kind());
    return {
        .item = row, .state = item_state(score.state), .points = counts ? score.points : 0, .points_max = counts ? score.points_max : 0};
}

void put_scores(ResultRecord& record, const practical::ScoreSheet& sheet, const practical::SheetScore& score) {
    record.items.clear();
    record.effects.clear();
    for (const auto& [row, item_score] : score.items) record.items.push_back(row_result(row, item_score, *sheet.find_item(row)));
    for (const practical::AppliedRule& applied : score.applied) record.effects.push_back({.rule = applied.rule, .points = applied.points});
    put_modules(record, sheet, score);
}

Points taken_by_exceptions(const ResultRecord& record) {
    Points taken = 0;
    for (const RuleEffect& effect : record.effects)
        if (effect.rule == kExceptionsRule) taken -= effect.points;
    return taken;
}

ResultScore score_beside(const ResultRecord& record, const practical::ScoreSheet& sheet, const practical::SheetScore& score) {
    const OutcomeCode stated = record.score->outcome;
    const bool decided = stated == OutcomeCode::pass || stated == OutcomeCode::fail;
    const Points total = std::max<Points>(0, score.points - taken_by_exceptions(record));
    const bool passes = score.verdict == practical::SheetVerdict::pass && total >= sheet.points_pass;
    return {.points = !decided && counts_as_zero(stated) ? 0 : total,
            .points_max = sheet.points_max,
            .outcome = decided ? (passes ? OutcomeCode::pass : OutcomeCode::fail) : stated};
}

Result<practical::SheetEntries> entries_behind(const ResultRecord& record, const Readings& readings, const practical::ScoreSheet& sheet) {
    practical::SheetEntries entries;
    for (const RowReadings& row : readings.rows) entries.rows[row.row] = row.entry;
    for (const VetoResult& veto : record.vetoes) entries.vetoes[veto.veto] = veto.times;
    for (const ModuleResult& module : record.modules) {
        const practical::TaskModule* known = sheet.find_module(module.module);
        if (known == nullptr) return error(codes::package_content_mismatch, module.module);
        if (known->choice != practical::ModuleChoice::mandatory) entries.chosen.push_back(module.module);
    }
    return entries;
}

} // namespace kaogong::record
