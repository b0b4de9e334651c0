// Small sheets that the tests of this folder begin with.
#pragma once

#include "core/assessment/practical/score_sheet.h"

namespace kaogong::test {

using namespace kaogong::practical;

inline LocalText words(std::string text) {
    return {.zh_cn = std::move(text), .en = {}};
}

// `max` points, `each` off for every fault.
inline ScoreItem count_row(std::string id, std::string module, Points max, Points each = 100) {
    return {
        .id = std::move(id), .module = std::move(module), .name = words("行"), .points_max = max, .rule = CountRule{.points_each = each}};
}
inline ScoreItem judged_row(std::string id, std::string module, Points max) {
    ScoreItem item{.id = std::move(id),
                   .module = std::move(module),
                   .name = words("评价"),
                   .points_max = max,
                   .by = ScoredBy::panel_blind,
                   .phase = Phase::review,
                   .rule = JudgementRule{{words("0"), words("1"), words("2"), words("3")}}};
    return item;
}
inline TaskModule module_of(std::string id, Points max, std::int64_t weight_percent) {
    return {.id = std::move(id), .name = words("模块"), .points_max = max, .weight = weight_percent * 100};
}
inline RowEntry counted(std::int64_t count) {
    return {.state = RowState::scored, .reading = CountReading{count}};
}
inline RowEntry judged(std::vector<int> scores) {
    return {.state = RowState::scored, .reading = JudgeReading{std::move(scores)}};
}

// M1 of 40 with rows a (30) and b (10), weight 60; M2 of 50 with row c, weight 40.
inline ScoreSheet two_modules() {
    ScoreSheet sheet{.id = "small", .version = "1", .title = words("小表")};
    sheet.modules = {module_of("M1", 4'000, 60), module_of("M2", 5'000, 40)};
    sheet.items = {count_row("a", "M1", 3'000), count_row("b", "M1", 1'000), count_row("c", "M2", 5'000)};
    return sheet;
}
inline SheetEntries counts(std::int64_t a, std::int64_t b, std::int64_t c) {
    SheetEntries entries;
    entries.rows = {{"a", counted(a)}, {"b", counted(b)}, {"c", counted(c)}};
    return entries;
}

} // namespace kaogong::test
