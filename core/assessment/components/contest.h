// Contest 竞赛: one sheet of measured and judged aspects (P29, P30, P32), contestants of several groups ranked each among their own (P95),
// and the promotion of a level that a rank of a contest of this tier gives (P27, P28). A rank alone promotes nobody: the award's number
// does.
#pragma once

#include "core/assessment/components/component.h"

namespace kaogong::components {

enum class ContestTier : std::uint8_t { world = 1, national, province, city, district }; // P28
struct Promotion {
    std::string group; // empty: each group
    int rank_to = 0;
    SkillLevel level = SkillLevel::senior;
    bool operator==(const Promotion&) const = default;
};
struct ContestGroup { // 职工组, 学生组, 教师组
    std::string id;
    LocalText name;
    bool operator==(const ContestGroup&) const = default;
};
struct ContestForm {
    ScoreSheet sheet;
    ContestTier tier = ContestTier::city;
    std::vector<ContestGroup> groups;
    std::vector<std::string> tie_break; // modules, compared one after the other where totals are equal
    std::vector<Promotion> promotions;  // the first that fits is taken
    bool operator==(const ContestForm&) const = default;
};
struct Contestant {
    std::string number;
    std::string group;
    std::string award; // number of the award's document, once it is there
    SheetEntries entries;
};
struct Place {
    std::string number;
    std::string group;
    int rank = 0;                       // in the group; equals share one, and the next rank is left out
    std::optional<SkillLevel> promoted; // what the rank gives
    ComponentScore score;               // failed by "rank" or "award" where no level is claimed
};

FormFaults check_contest(const ContestForm& form);
// In the order of groups and ranks. Errors: record_misfits naming the contestant, spread_open, rows_unseen, those of score_sheet.
Result<std::vector<Place>> score_contest(const ContestForm& form, std::span<const Contestant> contestants);

} // namespace kaogong::components
