#include "core/assessment/components/component.h"

#include "core/base/codes/practical.h"

#include <algorithm>
#include <set>

namespace kaogong::components {
namespace {

using namespace practical;

constexpr std::int64_t kExactMax = 400'000'000'000'000; // times full marks it still fits 64 bits

Result<void> check_row(const ScoreSheet& sheet, const ScoreItem& item, const RowEntry& entry, std::size_t members) {
    const auto* reading = std::get_if<JudgeReading>(&entry.reading);
    if (entry.state != RowState::scored || item.kind() != ItemKind::judgement || reading == nullptr) return success();
    if (reading->scores.size() != members)
        return error(codes::record_misfits, item.id + " " + std::to_string(reading->scores.size()) + "/" + std::to_string(members));
    const bool open = sheet.spread_max && spread(reading->scores) > *sheet.spread_max && !reading->arbitrated;
    return open ? Result<void>(error(codes::spread_open, item.id)) : success();
}

} // namespace

Result<void> check_board(const BoardRules& rules, const Board& board, Code refusal) {
    const std::set<std::string> people(board.members.begin(), board.members.end());
    if (people.size() != board.members.size()) return error(refusal, "member twice");
    const bool sized = people.size() >= rules.size_min && (!rules.odd || people.size() % 2 == 1);
    if (!sized) return error(refusal, std::to_string(people.size()) + " members");
    const std::set<std::string> outside(board.outside.begin(), board.outside.end());
    if (outside.size() < rules.outside_min) return error(refusal, std::to_string(outside.size()) + " from outside");
    if (!std::includes(people.begin(), people.end(), outside.begin(), outside.end())) return error(refusal, "outside");
    return success();
}

void check_board_rules(const BoardRules& rules, FormFaults& faults) {
    if (rules.size_min < 3) faults.push_back({{}, 0, "board", codes::panel_size, std::to_string(rules.size_min)});
    if (rules.outside_min > rules.size_min) faults.push_back({{}, 0, "board", codes::form_rule, std::to_string(rules.outside_min)});
}

Result<assessment::Earned> earned_exactly(const Fraction& hundredths, Points points_max) {
    const bool fits = hundredths.numerator <= kExactMax / points_max && hundredths.denominator <= kExactMax / points_max / points_max;
    if (!fits) return error(codes::fraction_too_fine);
    return assessment::Earned{.points = hundredths.numerator, .counted_max = hundredths.denominator * points_max, .points_max = points_max};
}

Result<Component> component_of(Method method, const SheetScore& score) {
    if (score.unseen > 0) return error(codes::rows_unseen, std::to_string(score.unseen));
    Component component{.method = method};
    component.earned = TRY(earned_exactly(score.exact, score.points_max));
    for (const Failing& failing : score.failing)
        if (failing.reason != FailReason::below_pass_mark) component.failed_by.push_back(failing.of);
    return component;
}

void tell_sheet(const ScoreSheet& sheet, const SheetScore& score, Lines& working) {
    for (const auto& [id, item] : score.items) {
        const auto line = [&](Language language) {
            return id + " " + points_text(item.points) + ": " + working_text(item.working, language);
        };
        working.push_back({line(Language::zh_cn), line(Language::en)});
    }
    working.push_back({verdict_text(sheet, score, Language::zh_cn), verdict_text(sheet, score, Language::en)});
}

Result<void> check_judges(const ScoreSheet& sheet, const SheetEntries& entries, std::size_t members) {
    for (const ScoreItem& item : sheet.items) {
        const auto entry = entries.rows.find(item.id);
        if (entry != entries.rows.end()) TRY(check_row(sheet, item, entry->second, members));
    }
    return success();
}

} // namespace kaogong::components
