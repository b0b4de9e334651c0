// `*.outcome.toml`: how the results of one occupation and level come to an outcome (assets/samples/FORMAT.md). Every number in it is data
// that the spec and the bureau's approval settle; the program has none of its own.
#pragma once

#include "core/assessment/practical/outcome.h"
#include "sync/bank/toml_value.h"

namespace kaogong::bank {

inline constexpr std::size_t kOutcomeFileMax = 64u << 10; // bytes

struct OutcomeFile {
    std::string id;
    int version = 1;
    std::string occupation; // 职业编码
    assessment::SkillLevel level = assessment::SkillLevel::intermediate;
    std::int64_t from_ms = 0;                // applies to tests that began at or after it
    std::string basis;                       // document and number (P86)
    practical::OutcomeRules rules;           // without what the filing says: organisation, skipping, membership
    std::int64_t retain_days = 0;            // 成绩有效期; 0: nothing is retained
    std::vector<std::string> second_members; // organisations of the pilot whose candidates may get two certificates (P21)
};
OutcomeFile read_outcome_file(const TomlValue& file, Faults& faults);
// From bytes that were kept. field_value where they are no such file: they were one when they were kept.
Result<OutcomeFile> parse_outcome_file(ByteView bytes);

} // namespace kaogong::bank
