// What a bureau has settled for itself, kept as settings in its registry: none of it stands in a standard or a policy paper, so none of it
// is a constant of the program. A change counts for what comes in from then on.
#pragma once

#include "sync/bureau/filing.h"
#include "sync/bureau/store/registry_store.h"

namespace kaogong::bureau {

struct BureauRules {
    FilingDemand filings = FilingDemand::where_known;
    // 重复考证: for so many days after a result of the same occupation, level and component another one of the same person waits for
    // somebody's word; 0: not looked at. Whoever failed re-sits 补考 as the plan allows, so nothing is asked there unless the bureau says
    // so.
    std::int64_t repeat_after_pass_days = 365;
    std::int64_t repeat_after_fail_days = 0;
    // In so many days somebody is to decide what was put aside; the desk counts from the day on which it came.
    std::int64_t decide_within_days = 5;
    bool operator==(const BureauRules&) const = default;
};
inline constexpr std::int64_t kRuleDaysMax = 3'660;

// Defaults where nothing was settled. store_corrupt where a setting cannot be read.
Result<BureauRules> read_rules(RegistryStore& registry);
Result<void> write_rules(RegistryStore& registry, const BureauRules& rules);

} // namespace kaogong::bureau
