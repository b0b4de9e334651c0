#include "sync/bureau/centre_commands.h"

#include "sync/bureau/trust_commands.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "sync/bureau/days.h"
#include "sync/bureau/rules.h"
#include "sync/bureau/store/store.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

namespace kaogong::bureau {
namespace {

using nlohmann::ordered_json;

void print(const ordered_json& value) {
    std::printf("%s\n", value.dump(2, ' ', false, ordered_json::error_handler_t::replace).c_str());
}

// ---- centre file

struct FileCommand {
    StoreOptions store;
    std::string centre;
    std::string kind;
    std::vector<std::string> attributes;
    std::vector<std::string> scopes;
    std::string from;
    std::string until;
    std::string by;
    std::string basis;
};

Result<FilingRow> filing_of(const FileCommand& command) {
    FilingRow filing{.by = command.by, .basis = command.basis};
    const auto kind = find_org_kind(command.kind);
    if (!kind) return error(codes::usage, "--kind " + command.kind);
    filing.kind = *kind;
    for (const std::string& word : command.attributes) {
        const auto attribute = find_attribute(word);
        if (!attribute) return error(codes::usage, "--attribute " + word);
        filing.attributes = static_cast<std::uint8_t>(filing.attributes | attribute_bit(*attribute));
    }
    for (const std::string& text : command.scopes) filing.scope.push_back(TRY(parse_filed(text)));
    std::sort(filing.scope.begin(), filing.scope.end(), [](const auto& a, const auto& b) { return a.occupation < b.occupation; });
    filing.from_ms = TRY(parse_day(command.from));
    filing.until_ms = TRY(parse_day(command.until)) + kDayMs; // the last day counts whole
    TRY(check_filing(filing));
    return filing;
}

Result<void> run_file(const FileCommand& command) {
    auto clock = TRY(SystemClock::open());
    FilingRow filing = TRY(filing_of(command));
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    auto tx = TRY(store->begin_registry());
    const auto centre = TRY(store->registry().centre_named(command.centre));
    if (!centre) return error(codes::centre_unknown, command.centre);
    if (TRY(store->registry().filings(centre->id)).size() >= kFilingsMax) return error(codes::usage, "too many filings of one centre");
    filing.centre = centre->id;
    filing.noted_ms = clock.wall_ms();
    const std::uint64_t number = TRY(store->registry().add_filing(filing));
    TRY(tx->commit());
    std::printf("%llu\n", static_cast<unsigned long long>(number));
    return success();
}

void add_file(CLI::App& centre, Run& run) {
    auto filing = std::make_shared<FileCommand>();
    CLI::App* command = centre.add_subcommand("file", "enter a centre's filing; earlier ones stay, and the later counts for its days");
    add_store(*command, filing->store);
    command->add_option("--centre", filing->centre, "name of the centre")->required();
    command->add_option("--kind", filing->kind, "employer, school or social (assessment organisation)")->required();
    command->add_option("--attribute", filing->attributes,
                        "non_public, legal_person, above_scale, chain_lead, industry_leader, large_manufacturer, listed_company, "
                        "chain_evaluator; may stand several times");
    command->add_option("--scope", filing->scopes,
                        "OCCUPATION:LEVELS, such as 6-18-01-01:1-5; may stand several times. Without one the centre may assess nothing in "
                        "these days");
    command->add_option("--from", filing->from, "first day, such as 2026-01-01")->required();
    command->add_option("--until", filing->until, "last day")->required();
    command->add_option("--by", filing->by, "who enters it");
    command->add_option("--basis", filing->basis, "number of the approval, or the reason");
    command->callback([filing, &run] { run = [filing] { return run_file(*filing); }; });
}

// ---- centre list

struct ListCommand {
    StoreOptions store;
    bool json = false;
};

struct CentreFilings {
    Centre centre;
    std::size_t terminals = 0;
    std::vector<FilingRow> filings;
};

Result<std::vector<CentreFilings>> all_centres(RegistryStore& registry) {
    std::vector<CentreFilings> list;
    for (const Centre& centre : TRY(registry.centres())) {
        const auto terminals = TRY(registry.terminals_of(centre.id));
        auto filings = TRY(registry.filings(centre.id));
        list.push_back({.centre = centre, .terminals = terminals.size(), .filings = std::move(filings)});
    }
    return list;
}

ordered_json to_json(const FilingRow& filing, bool in_force) {
    auto scope = ordered_json::array();
    for (const FiledOccupation& filed : filing.scope)
        scope.push_back({{"occupation", filed.occupation}, {"levels", levels_of(filed.levels)}});
    return {{"number", filing.number},
            {"kind", org_kind_word(filing.kind)},
            {"attributes", attribute_words(filing.attributes)},
            {"from", day_text(filing.from_ms)},
            {"until", day_text(filing.until_ms - kDayMs)},
            {"in_force", in_force},
            {"scope", scope},
            {"by", filing.by},
            {"basis", filing.basis},
            {"noted_ms", filing.noted_ms}};
}

void print_lines(const CentreFilings& each, const FilingRow* in_force) {
    std::printf("%s  %zu terminals\n", each.centre.name.c_str(), each.terminals);
    for (const FilingRow& filing : each.filings) {
        std::string scope;
        for (const FiledOccupation& filed : filing.scope) {
            scope += "  " + filed.occupation + ":";
            for (const int level : levels_of(filed.levels)) scope += (scope.back() == ':' ? "" : ",") + std::to_string(level);
        }
        std::printf("  %s %llu  %s  %s to %s%s\n", &filing == in_force ? "*" : " ", static_cast<unsigned long long>(filing.number),
                    std::string(org_kind_word(filing.kind)).c_str(), day_text(filing.from_ms).c_str(),
                    day_text(filing.until_ms - kDayMs).c_str(), scope.empty() ? "  nothing" : scope.c_str());
    }
}

Result<void> run_list(const ListCommand& command) {
    auto clock = TRY(SystemClock::open());
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    auto rows = ordered_json::array();
    for (const CentreFilings& each : TRY(all_centres(store->registry()))) {
        const FilingRow* in_force = filing_at(each.filings, clock.wall_ms());
        if (!command.json) {
            print_lines(each, in_force);
            continue;
        }
        auto filings = ordered_json::array();
        for (const FilingRow& filing : each.filings) filings.push_back(to_json(filing, &filing == in_force));
        rows.push_back({{"name", each.centre.name}, {"id", each.centre.id.hex()}, {"terminals", each.terminals}, {"filings", filings}});
    }
    if (command.json) print(rows);
    return success();
}

// ---- rules

struct RulesCommand {
    StoreOptions store;
    bool json = false;
    std::string filings;
    std::optional<std::int64_t> after_pass, after_fail, decide;
};

Result<void> run_rules(const RulesCommand& command) {
    auto store = TRY(open_store(command.store, StoreAccess::existing));
    auto tx = TRY(store->begin_registry());
    BureauRules rules = TRY(read_rules(store->registry()));
    const BureauRules before = rules;
    if (!command.filings.empty()) rules.filings = command.filings == "mandatory" ? FilingDemand::mandatory : FilingDemand::where_known;
    rules.repeat_after_pass_days = command.after_pass.value_or(rules.repeat_after_pass_days);
    rules.repeat_after_fail_days = command.after_fail.value_or(rules.repeat_after_fail_days);
    rules.decide_within_days = command.decide.value_or(rules.decide_within_days);
    if (rules != before) TRY(write_rules(store->registry(), rules));
    TRY(tx->commit());
    const ordered_json value{{"filings", rules.filings == FilingDemand::mandatory ? "mandatory" : "where-known"},
                             {"repeat_after_pass_days", rules.repeat_after_pass_days},
                             {"repeat_after_fail_days", rules.repeat_after_fail_days},
                             {"decide_within_days", rules.decide_within_days}};
    if (command.json) {
        print(value);
        return success();
    }
    for (const auto& [name, setting] : value.items())
        std::printf("%s = %s\n", name.c_str(), setting.is_string() ? setting.get<std::string>().c_str() : setting.dump().c_str());
    return success();
}

} // namespace

void add_centre(CLI::App& app, Run& run) {
    CLI::App* centre = app.add_subcommand("centre", "what centres have filed: file, list");
    centre->require_subcommand(1);
    add_file(*centre, run);
    auto list = std::make_shared<ListCommand>();
    CLI::App* command = centre->add_subcommand("list", "centres with all of their filings; * marks the one that counts today");
    add_store(*command, list->store);
    command->add_flag("--json", list->json, "as JSON");
    command->callback([list, &run] { run = [list] { return run_list(*list); }; });
}

void add_rules(CLI::App& app, Run& run) {
    auto rules = std::make_shared<RulesCommand>();
    CLI::App* command = app.add_subcommand("rules", "what this bureau has settled for itself; prints it, after changing what is given");
    const CLI::Range days(std::int64_t{0}, kRuleDaysMax);
    add_store(*command, rules->store);
    command
        ->add_option("--filings", rules->filings, "mandatory: what comes from a centre without any filing is held; where-known: it is not")
        ->check(CLI::IsMember({"mandatory", "where-known"}));
    command
        ->add_option("--repeat-after-pass", rules->after_pass, "days in which a passed component is not to be sat again; 0: not looked at")
        ->check(days);
    command->add_option("--repeat-after-fail", rules->after_fail, "the same after a failed one")->check(days);
    command->add_option("--decide-within", rules->decide, "days in which somebody decides what was put aside")->check(days);
    command->add_flag("--json", rules->json, "as JSON");
    command->callback([rules, &run] { run = [rules] { return run_rules(*rules); }; });
}

} // namespace kaogong::bureau
