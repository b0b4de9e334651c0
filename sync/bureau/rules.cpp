#include "sync/bureau/rules.h"

#include "core/base/codes/store.h"
#include "core/base/text.h"

namespace kaogong::bureau {
namespace {

constexpr std::string_view kPrefix = "rule.";
constexpr std::string_view kFilings = "rule.filings_mandatory"; // 0 or 1

struct DaysRule {
    std::string_view setting;
    std::int64_t BureauRules::*days;
};
constexpr DaysRule kDays[] = {{"rule.repeat_after_pass_days", &BureauRules::repeat_after_pass_days},
                              {"rule.repeat_after_fail_days", &BureauRules::repeat_after_fail_days},
                              {"rule.decide_within_days", &BureauRules::decide_within_days}};

using Settings = std::map<std::string, Bytes>;

Result<std::int64_t> number_of(const Settings& settings, std::string_view name, std::int64_t otherwise) {
    const auto setting = settings.find(std::string(name));
    if (setting == settings.end()) return otherwise;
    const auto number = parse_integer(as_text(setting->second), {.min = 0, .max = kRuleDaysMax});
    if (!number) return error(codes::store_corrupt, std::string(name));
    return *number;
}

Result<void> keep(RegistryStore& registry, std::string_view name, std::int64_t number) {
    return registry.set_setting(name, view(std::to_string(number)));
}

} // namespace

Result<BureauRules> read_rules(RegistryStore& registry) {
    const Settings settings = TRY(registry.settings(kPrefix));
    BureauRules rules;
    if (TRY(number_of(settings, kFilings, 0)) != 0) rules.filings = FilingDemand::mandatory;
    for (const DaysRule& rule : kDays) rules.*rule.days = TRY(number_of(settings, rule.setting, rules.*rule.days));
    return rules;
}

Result<void> write_rules(RegistryStore& registry, const BureauRules& rules) {
    TRY(keep(registry, kFilings, rules.filings == FilingDemand::mandatory ? 1 : 0));
    for (const DaysRule& rule : kDays) TRY(keep(registry, rule.setting, rules.*rule.days));
    return success();
}

} // namespace kaogong::bureau
