// A filing 备案 as the registry keeps it: what kind of organisation a centre is, and what it may assess from day to day. Plain data; what
// follows from it is filing.h.
#pragma once

#include "core/assessment/levels.h"
#include "core/assessment/practical/panel.h"
#include "core/base/random.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kaogong::bureau {

using practical::OrgKind;

// Attributes of the organisation that rules and reports ask for. Several may hold; numbers are bits of FilingRow::attributes, never reused.
enum class OrgAttribute : std::uint8_t {
    non_public,         // 非公有制企业 (P70)
    legal_person,       // 具有独立法人资格 (P42)
    above_scale,        // 规模以上 (P42)
    chain_lead,         // 链主企业 (P41)
    industry_leader,    // 行业龙头企业 (P41)
    large_manufacturer, // 制造业大型企业 (P92)
    listed_company,     // 上市公司 (P92)
    chain_evaluator,    // 产教评技能生态链评价机构 (P92)
};

// Levels are a set: bit n for level n, 1 to 8.
struct FiledOccupation {
    std::string occupation; // 职业编码
    std::uint16_t levels = 0;
    bool operator==(const FiledOccupation&) const = default;
};

struct FilingRow {
    std::uint64_t number = 0; // given by the store, rising: the later one counts where two speak of a day
    CentreId centre;
    OrgKind kind = OrgKind::employer;
    std::uint8_t attributes = 0;
    std::int64_t from_ms = 0;           // first moment in which it counts, UTC
    std::int64_t until_ms = 0;          // not included
    std::vector<FiledOccupation> scope; // by occupation; none: the centre may assess nothing in this time
    std::string by;                     // who entered it
    std::string basis;                  // number of the approval, or the reason
    std::int64_t noted_ms = 0;
    bool operator==(const FilingRow&) const = default;
};
inline constexpr std::size_t kFilingsMax = 1'000; // of one centre: its whole history
inline constexpr std::size_t kFiledMax = 2'000;   // occupations of one filing

} // namespace kaogong::bureau
