// Process assessment 过程考核 of apprentices and students: stages of a training period, each with aspects that two mentors score, one of
// the enterprise and one of the school 企校双师 (P61, P62). Both sign; neither can stand in for the other.
#pragma once

#include "core/assessment/components/component.h"

#include <array>
#include <map>

namespace kaogong::components {

enum class Side : std::uint8_t { enterprise = 0, school };
inline constexpr std::array kSides = {Side::enterprise, Side::school};

struct ProcessAspect {
    std::string id;
    LocalText name;
    Points points_max = 0;
    LocalText words; // what mentors look at
    bool operator==(const ProcessAspect&) const = default;
};
struct ProcessStage {
    std::string id;
    LocalText name;
    std::int64_t weight = 0; // hundredths of a per cent
    std::int64_t hours_min = 0;
    std::vector<ProcessAspect> aspects;
    bool operator==(const ProcessStage&) const = default;
};
struct ProcessForm {
    Points points_pass = 6'000;            // of 100
    std::array<std::int64_t, 2> weights{}; // of the mentors, in the order of Side; hundredths of a per cent
    std::optional<Points> differ_max;      // between the two mentors on one aspect; more sends them back to each other
    std::vector<ProcessStage> stages;
    bool operator==(const ProcessForm&) const = default;
};

struct Mentor {
    std::string number;
    bool signed_off = false;
};
struct StageRecord {
    std::int64_t hours = 0;
    std::map<std::string, std::array<Points, 2>, std::less<>> points; // by aspect, in the order of Side
};
struct ProcessRecord {
    std::string agreement; // number of the training agreement 培养协议 (P61)
    std::array<Mentor, 2> mentors;
    std::map<std::string, StageRecord, std::less<>> stages;
};

FormFaults check_process(const ProcessForm& form);
// Errors: mentors_missing, record_misfits naming agreement, stage or aspect, spread_open.
Result<ComponentScore> score_process(const ProcessForm& form, const ProcessRecord& record);

} // namespace kaogong::components
